import { useState, type SubmitEvent } from 'react'

import { useApplication, useDocument } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import { useTexts } from '../text/i18n'
import { parsePlace } from './parse-place'

const MISTAKES = {
  none: 'goToLine.none',
  unclear: 'goToLine.unclear',
  noLines: 'lastPart.noLines',
} as const
type Mistake = keyof typeof MISTAKES

/** Asks for a line or a time and selects the record that stands there. */
export function GoToDialog() {
  const { t } = useTexts()
  const { dialog } = useApplication()
  const { log, tab, status } = useDocument()
  const [mistake, setMistake] = useState<Mistake | null>(null)
  const close = () => dialog.set(null)

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const text = new FormData(form).get('place')
    const place = typeof text === 'string' ? parsePlace(text, log.timeInSight) : null
    const hasLines = status.get()?.missingBytes === 0
    const isFound = place !== null && (await log.goTo(place))
    // Meanwhile somebody may have closed it, and opened another dialog.
    if (!form.isConnected) return
    if (place === null) setMistake('unclear')
    else if (isFound) {
      tab.set('log')
      close()
    } else setMistake(place.kind === 'line' && !hasLines ? 'noLines' : 'none')
  }

  return (
    <Dialog title={t('goToLine.title')} onClose={close}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <label htmlFor="place">{t('goToLine.label')}</label>
        <input
          id="place"
          name="place"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          required
          data-takes-focus
          aria-describedby="place-hint"
          aria-invalid={mistake !== null}
          onChange={() => setMistake(null)}
        />
        <p id="place-hint" className="form-hint" role={mistake === null ? undefined : 'alert'}>
          {t(mistake === null ? 'goToLine.hint' : MISTAKES[mistake])}
        </p>
        <div className="form-buttons">
          <button type="button" className="button" onClick={close}>
            {t('goToLine.cancel')}
          </button>
          <button type="submit" className="button button-primary">
            {t('goToLine.go')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
