import { useEffect, useState } from 'react'
import { FileDown } from 'lucide-react'

import { bridge } from '../application/bridge'
import { useTexts } from '../text/i18n'

/** Makes the whole window take dropped files, and shows so while one hovers. */
export function DropTarget() {
  const { t } = useTexts()
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    // Without this a dropped file would replace the page.
    function onDrag(event: DragEvent): void {
      event.preventDefault()
      const hasFiles = event.dataTransfer?.types.includes('Files') ?? false
      if (event.dataTransfer) event.dataTransfer.dropEffect = hasFiles ? 'copy' : 'none'
      setOver(hasFiles)
    }
    function onLeave(event: DragEvent): void {
      // Every element tells when it is left; without another one the window is.
      if (event.relatedTarget === null) setOver(false)
    }
    function onDrop(event: DragEvent): void {
      event.preventDefault()
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) void bridge.openDropped(files)
    }
    const listening = new AbortController()
    const { signal } = listening
    window.addEventListener('dragenter', onDrag, { signal })
    window.addEventListener('dragover', onDrag, { signal })
    window.addEventListener('dragleave', onLeave, { signal })
    window.addEventListener('drop', onDrop, { signal })
    return () => listening.abort()
  }, [])

  if (!isOver) return null
  return (
    <div className="drop">
      <div className="drop-card">
        <FileDown size={28} aria-hidden />
        <p className="empty-title">{t('welcome.dropHere')}</p>
        <p>{t('welcome.dropDetail')}</p>
      </div>
    </div>
  )
}
