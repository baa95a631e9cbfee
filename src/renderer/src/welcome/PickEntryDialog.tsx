import { useState, type SubmitEvent } from 'react'
import { FileText } from 'lucide-react'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import { useStore } from '../store/Store'
import { fileSize } from '../text/format'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

/** An archive may hold thousands; the field finds the others. */
const MAX_SHOWN = 200

/** Asks which file of an archive to open. */
export function PickEntryDialog() {
  const { t, language } = useTexts()
  const { dialog, offered } = useApplication()
  const archive = useStore(offered)
  const [part, setPart] = useState('')
  if (archive === null) return null

  const found = archive.entries
    .map((entry, index) => ({ ...entry, index }))
    .filter(({ name }) => name.toLowerCase().includes(part.toLowerCase()))
  const hidden = Math.max(0, found.length - MAX_SHOWN)

  function open(index: number): void {
    dialog.set(null)
    void bridge.openEntry(index)
  }

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (found[0]) open(found[0].index)
  }

  return (
    <Dialog title={t('pickEntry.title')} onClose={() => dialog.set(null)}>
      <form className="form" onSubmit={submit}>
        <code className="banner-place">{visibleString(archive.place)}</code>
        <label htmlFor="entry-part">{t('pickEntry.label')}</label>
        <input
          id="entry-part"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          data-takes-focus
          value={part}
          onChange={(event) => setPart(event.target.value)}
        />
      </form>
      <ul className="entries" aria-label={t('pickEntry.list')}>
        {found.slice(0, MAX_SHOWN).map(({ name, bytes, index }) => (
          <li key={index}>
            <button type="button" className="entry" onClick={() => open(index)}>
              <FileText size={15} aria-hidden />
              <span className="entry-name">{visibleString(name)}</span>{' '}
              <span className="entry-size">{fileSize(bytes, language)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="form-hint" role="status">
        {found.length === 0 && t('pickEntry.none')}
        {hidden > 0 && t('pickEntry.more', { count: hidden })}
      </p>
    </Dialog>
  )
}
