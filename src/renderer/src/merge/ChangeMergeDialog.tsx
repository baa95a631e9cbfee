import type { MergeInfo } from '#shared/protocol/application'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { MergeForm } from './MergeForm'

/** Asks how the logs that are shown as one are to be merged from now on. */
export function ChangeMergeDialog({ merge }: { readonly merge: MergeInfo }) {
  const { t } = useTexts()
  const { dialog, tabs } = useApplication()
  const tab = useStore(tabs.active)
  const close = () => dialog.set(null)
  return (
    <Dialog title={t('merge.changeTitle')} onClose={close}>
      <MergeForm
        logs={merge.logs.map((log, key) => ({ ...log, key, isChosen: true }))}
        order={merge.order}
        canChoose={false}
        action={t('merge.apply')}
        onCancel={close}
        onSubmit={(chosen, order) => {
          close()
          const shifts = chosen.map(({ shift }) => shift)
          if (tab) void bridge.changeMerge(tab.number, shifts, order)
        }}
      />
    </Dialog>
  )
}
