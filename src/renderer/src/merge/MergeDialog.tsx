import { nameSources } from '#shared/merged-sources'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import type { Tab } from '../tabs/TabsModel'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { MergeForm, type ListedLog } from './MergeForm'

/** Asks which of the open logs are to be shown as one, and how. */
export function MergeDialog() {
  const { t } = useTexts()
  const { dialog, tabs } = useApplication()
  const list = useStore(tabs.list)
  const openedTogether = useStore(tabs.openedTogether)
  const logs = listedLogs(list, openedTogether)
  const isPiped = list.some(
    ({ content }) =>
      content.kind === 'log' && !content.info.opensAgain && content.info.merge === null,
  )
  const close = () => dialog.set(null)
  const note = isPiped && <p className="merge-hint">{t('merge.notAgain')}</p>
  return (
    <Dialog title={t('merge.title')} onClose={close}>
      {logs.length < 2 ? (
        <>
          <p>{t('merge.tooFew')}</p>
          {note}
        </>
      ) : (
        <MergeForm
          logs={logs}
          order="time"
          canChoose
          action={t('merge.open')}
          note={note}
          onCancel={close}
          onSubmit={(chosen, order) => {
            close()
            tabs.openedTogether.set([])
            void bridge.openMerged(
              chosen.map(({ key, shift }) => ({ tab: key, shift })),
              order,
            )
          }}
        />
      )}
    </Dialog>
  )
}

/** Chosen are those that were opened at once, or all. */
function listedLogs(list: readonly Tab[], openedTogether: readonly number[]): readonly ListedLog[] {
  const tabs = list.flatMap(({ number, content }) =>
    content.kind === 'log' && content.info.opensAgain
      ? [{ number, place: content.info.place }]
      : [],
  )
  const names = nameSources(tabs.map(({ place }) => place))
  const isTogether = tabs.filter(({ number }) => openedTogether.includes(number)).length > 1
  return tabs.map(({ number, place }, at) => ({
    key: number,
    name: names[at]?.name ?? place,
    place,
    shift: 0,
    isChosen: !isTogether || openedTogether.includes(number),
  }))
}
