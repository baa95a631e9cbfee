import { useApplication } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import { useTexts } from '../text/i18n'
import { CONTROL } from './control-key'

/** Each meaning with its keys; several entries are several ways. */
const IN_LOG = [
  ['move', ['↑', '↓']],
  ['page', ['PgUp', 'PgDn']],
  ['ends', ['Home', 'End']],
  ['expand', ['→', '←', '␣']],
  ['fromHere', ['[']],
  ['untilHere', [']']],
  ['copy', [`${CONTROL} C`]],
] as const

const EVERYWHERE = [
  ['noise', ['N']],
  ['follow', ['F']],
  ['log', ['L']],
  ['triage', ['T']],
  ['find', [`${CONTROL} F`, '/']],
  ['findNext', ['F3', 'Enter']],
  ['findPrevious', ['Shift F3', 'Shift Enter']],
  ['problem', ['P', 'Shift P']],
  ['goToLine', [`${CONTROL} G`]],
  ['timeRange', ['R']],
  ['timeline', ['H']],
  ['wrap', ['W']],
  ['open', [`${CONTROL} O`]],
  ['openServer', [`${CONTROL} Shift O`]],
  ['saveCopy', [`${CONTROL} S`]],
  ['newTab', [`${CONTROL} T`]],
  ['closeTab', [`${CONTROL} W`]],
  ['nextTab', ['Ctrl Tab', 'Ctrl Shift Tab']],
  ['chooseTab', [`${CONTROL} 1`, '…', `${CONTROL} 9`]],
  ['moveTab', ['Ctrl Shift PgDn', 'Ctrl Shift PgUp']],
  ['escape', ['Esc']],
  ['help', ['?']],
] as const

export function ShortcutsDialog() {
  const { t } = useTexts()
  const { dialog } = useApplication()
  return (
    <Dialog title={t('shortcuts.title')} onClose={() => dialog.set(null)}>
      <div className="shortcuts">
        {(['everywhere', 'inLog'] as const).map((group) => (
          <section key={group}>
            <h3>{t(`shortcuts.${group}`)}</h3>
            <dl>
              {(group === 'inLog' ? IN_LOG : EVERYWHERE).map(([meaning, keys]) => (
                <div key={meaning} className="shortcut">
                  <dt>{t(`shortcuts.${meaning}`)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
