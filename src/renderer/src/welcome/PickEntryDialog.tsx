import { useState } from 'react'
import { FileText } from 'lucide-react'

import type { TabContent } from '#shared/protocol/application'

import { bridge } from '../application/bridge'
import { Dialog } from '../controls/Dialog'
import { PickList } from '../controls/PickList'
import { fileSize } from '../text/format'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

interface PickEntryDialogProps {
  readonly tab: number
  readonly archive: Extract<TabContent, { kind: 'archive' }>
}

/** Asks which file of an archive to open. */
export function PickEntryDialog({ tab, archive }: PickEntryDialogProps) {
  const { t, language } = useTexts()
  const [part, setPart] = useState('')

  function stateOf(found: number, hidden: number): string {
    if (found === 0) return t('pickEntry.none')
    return hidden > 0 ? t('pickEntry.more', { count: hidden }) : ''
  }

  return (
    <Dialog title={t('pickEntry.title')} onClose={() => void bridge.closeTab(tab)}>
      <code className="banner-place">{visibleString(archive.place)}</code>
      <PickList
        labels={{ field: t('pickEntry.label'), list: t('pickEntry.list') }}
        items={archive.entries}
        textOf={({ name }) => name}
        part={part}
        onPart={setPart}
        stateOf={stateOf}
        onPick={(index) => void bridge.openEntry(tab, index)}
        draw={({ name, bytes }) => (
          <>
            <FileText size={15} aria-hidden />
            <span className="entry-name">{visibleString(name)}</span>{' '}
            <span className="entry-size">{fileSize(bytes, language)}</span>
          </>
        )}
      />
    </Dialog>
  )
}
