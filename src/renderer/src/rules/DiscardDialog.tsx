import { Dialog } from '../controls/Dialog'
import { useTexts } from '../text/i18n'

interface DiscardDialogProps {
  readonly onKeep: () => void
  readonly onDiscard: () => void
}

/** Asks before a rule that somebody has worked on is lost. */
export function DiscardDialog({ onKeep, onDiscard }: DiscardDialogProps) {
  const { t } = useTexts()
  return (
    <Dialog title={t('rules.discardTitle')} onClose={onKeep}>
      <div className="form">
        <p>{t('rules.discardText')}</p>
        <div className="form-buttons">
          <button type="button" className="button" onClick={onDiscard}>
            {t('rules.discard')}
          </button>
          <button type="button" className="button button-primary" data-takes-focus onClick={onKeep}>
            {t('rules.keepWriting')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
