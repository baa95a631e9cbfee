import { useState, type SubmitEvent } from 'react'
import { FileText } from 'lucide-react'

import type { TabContent } from '#shared/protocol/application'

import { bridge } from '../application/bridge'
import { Dialog } from '../controls/Dialog'
import { fileSize } from '../text/format'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

/** An archive may hold thousands; the field finds the others. */
const MAX_SHOWN = 200

interface PickEntryDialogProps {
  readonly tab: number
  readonly archive: Extract<TabContent, { kind: 'archive' }>
}

/** Asks which file of an archive to open. */
export function PickEntryDialog({ tab, archive }: PickEntryDialogProps) {
  const { t, language } = useTexts()
  const [part, setPart] = useState('')

  const found = archive.entries
    .map((entry, index) => ({ ...entry, index }))
    .filter(({ name }) => name.toLowerCase().includes(part.toLowerCase()))
  const hidden = Math.max(0, found.length - MAX_SHOWN)

  const open = (index: number) => void bridge.openEntry(tab, index)

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (found[0]) open(found[0].index)
  }

  return (
    <Dialog title={t('pickEntry.title')} onClose={() => void bridge.closeTab(tab)}>
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
