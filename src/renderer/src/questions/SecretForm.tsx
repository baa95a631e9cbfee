import { useState, type SubmitEvent } from 'react'

import { MAX_ANSWER_LENGTH } from '#shared/protocol/limits'
import type { QuestionKind } from '#shared/protocol/ssh'

import { bridge } from '../application/bridge'
import { useTexts } from '../text/i18n'

/** A field for what nobody else should see. It is read once, when it is sent. */
export function SecretForm({
  id,
  kind,
  isAskedAgain,
}: {
  readonly id: number
  readonly kind: Exclude<QuestionKind, 'confirm' | 'touch' | 'host-key'>
  readonly isAskedAgain: boolean
}) {
  const { t } = useTexts()
  const [isShown, setShown] = useState(false)
  const [isSent, setSent] = useState(false)

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    const field = event.currentTarget.elements.namedItem('answer')
    if (!(field instanceof HTMLInputElement)) return
    void bridge.answerQuestion(id, field.value)
    field.value = ''
    setSent(true)
  }

  return (
    <form className="form" onSubmit={submit}>
      {isAskedAgain && (
        <p role="alert" className="question-wrong">
          {t('ssh.questions.wrong')}
        </p>
      )}
      <label htmlFor="answer">{t(`ssh.questions.label.${kind}`)}</label>
      <input
        id="answer"
        name="answer"
        type={isShown ? 'text' : 'password'}
        autoComplete="off"
        spellCheck={false}
        maxLength={MAX_ANSWER_LENGTH}
        data-takes-focus
        disabled={isSent}
        aria-invalid={isAskedAgain}
      />
      <label className="question-show">
        <input
          type="checkbox"
          checked={isShown}
          onChange={(event) => setShown(event.target.checked)}
        />
        {t('ssh.questions.show')}
      </label>
      <div className="form-buttons">
        <button type="button" className="button" onClick={() => void bridge.cancelQuestion(id)}>
          {t('ssh.questions.cancel')}
        </button>
        <button type="submit" className="button button-primary" disabled={isSent}>
          {t('ssh.questions.answer')}
        </button>
      </div>
    </form>
  )
}
