import { useState, type SubmitEvent } from 'react'

import type { HostKey } from '#shared/protocol/ssh'

import { bridge } from '../application/bridge'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { compareFingerprints } from './compare-fingerprints'

/** Asks whether a key is that of the machine it claims to be. */
export function HostKeyForm({ id, hostKey }: { readonly id: number; readonly hostKey: HostKey }) {
  const { t } = useTexts()
  const [given, setGiven] = useState('')
  const comparison = compareFingerprints(given, hostKey.fingerprint)

  function submit(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (comparison !== 'differs') void bridge.answerQuestion(id, 'yes')
  }

  return (
    <form className="form" onSubmit={submit}>
      <dl className="host-key">
        <dt>{t('ssh.questions.keyType')}</dt>
        <dd>{visibleString(hostKey.type)}</dd>
        <dt>{t('ssh.questions.fingerprint')}</dt>
        <dd>
          <code>{visibleString(hostKey.fingerprint)}</code>
        </dd>
      </dl>
      <label htmlFor="given">{t('ssh.questions.compare')}</label>
      <input
        id="given"
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-describedby="given-hint"
        aria-invalid={comparison === 'differs'}
        value={given}
        onChange={(event) => setGiven(event.target.value)}
      />
      <p id="given-hint" className="question-comparison" data-comparison={comparison} role="status">
        {t(`ssh.questions.${comparison === 'none' ? 'compareHint' : comparison}`)}
      </p>
      <div className="form-buttons">
        <button
          type="button"
          className="button"
          data-takes-focus
          onClick={() => void bridge.cancelQuestion(id)}
        >
          {t('ssh.questions.distrust')}
        </button>
        <button type="submit" className="button button-primary" disabled={comparison === 'differs'}>
          {t('ssh.questions.trust')}
        </button>
      </div>
    </form>
  )
}
