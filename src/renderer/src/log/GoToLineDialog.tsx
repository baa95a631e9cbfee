import { useState, type SubmitEvent } from 'react'

import { useApplication, useDocument } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import { useTexts } from '../text/i18n'

/** Asks for a line of the file and selects the record that holds it. */
export function GoToLineDialog() {
  const { t } = useTexts()
  const { dialog } = useApplication()
  const { log, tab } = useDocument()
  const [isMissing, setMissing] = useState(false)
  const close = () => dialog.set(null)

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const line = Number(new FormData(event.currentTarget).get('line'))
    if (await log.goToLine(line)) {
      tab.set('log')
      close()
    } else {
      setMissing(true)
    }
  }

  return (
    <Dialog title={t('goToLine.title')} onClose={close}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <label htmlFor="line">{t('goToLine.label')}</label>
        <input
          id="line"
          name="line"
          type="number"
          inputMode="numeric"
          min={1}
          max={Number.MAX_SAFE_INTEGER}
          required
          data-takes-focus
          aria-describedby="line-hint"
          onChange={() => setMissing(false)}
        />
        <p id="line-hint" className="form-hint" role={isMissing ? 'alert' : undefined}>
          {isMissing ? t('goToLine.none') : t('goToLine.hint')}
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
