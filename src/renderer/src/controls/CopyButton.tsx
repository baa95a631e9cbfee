import { useEffect, useState } from 'react'
import { Check, Copy } from 'lucide-react'

import { bridge } from '../application/bridge'
import { useTexts } from '../text/i18n'

const TOLD_MS = 1600

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTexts()
  const [copies, setCopies] = useState(0)
  const isTold = copies > 0

  useEffect(() => {
    if (copies === 0) return
    const timer = setTimeout(() => setCopies(0), TOLD_MS)
    return () => clearTimeout(timer)
  }, [copies])

  async function copy(): Promise<void> {
    await bridge.writeClipboard(text)
    setCopies((count) => count + 1)
  }

  return (
    <button
      type="button"
      className="icon-button"
      aria-label={label}
      title={label}
      onClick={() => void copy()}
    >
      {isTold ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      <span role="status" className="visually-hidden">
        {isTold ? t('detail.copied') : ''}
      </span>
    </button>
  )
}
