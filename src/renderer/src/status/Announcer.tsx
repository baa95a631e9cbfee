import { useEffect } from 'react'

import { useApplication } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'

const TOLD_MS = 2500

/** Says for a moment what a key has done. */
export function Announcer() {
  const { t } = useTexts()
  const { announcement } = useApplication()
  const told = useStore(announcement)

  useEffect(() => {
    if (!told) return
    const timer = setTimeout(() => announcement.set(null), TOLD_MS)
    return () => clearTimeout(timer)
  }, [told, announcement])

  return (
    <p role="status" className="announcer">
      {told ? t(`status.${told.text}`) : ''}
    </p>
  )
}
