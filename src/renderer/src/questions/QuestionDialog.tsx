import { KeyRound, ShieldQuestion, Server } from 'lucide-react'

import type { QuestionKind, SshQuestion } from '#shared/protocol/ssh'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { VisibleText } from '../text/VisibleText'
import { visibleString } from '../text/visible-text'
import { HostKeyForm } from './HostKeyForm'
import { SecretForm } from './SecretForm'
import './questions.css'

/** What ssh asks, one question after the other. */
export function QuestionDialog() {
  const [question, ...others] = useStore(useApplication().remote.questions)
  return question ? <Asked key={question.id} question={question} waiting={others.length} /> : null
}

function Asked({
  question,
  waiting,
}: {
  readonly question: SshQuestion
  readonly waiting: number
}) {
  const { t } = useTexts()
  const { id, kind, text } = question
  const host = visibleString(question.host)
  const Icon = ICONS[kind]
  const cancel = () => void bridge.cancelQuestion(id)
  return (
    <Dialog title={t(`ssh.questions.title.${kind}`, { host })} onClose={cancel}>
      <div className="question">
        <p className="question-lead">
          <Icon size={16} aria-hidden />
          <span>{t(`ssh.questions.lead.${kind}`)}</span>
        </p>
        {question.hostKey ? (
          <HostKeyForm id={id} hostKey={question.hostKey} />
        ) : (
          <>
            <figure className="question-words">
              <figcaption>
                {t(kind === 'server' ? 'ssh.questions.serverWords' : 'ssh.questions.words')}
              </figcaption>
              <blockquote>
                <VisibleText text={text} keepLines />
              </blockquote>
            </figure>
            <Answer question={question} />
          </>
        )}
        <p className="question-foot">
          {!NAMES_HOST.includes(kind) && <span>{t('ssh.questions.connecting', { host })}</span>}
          {waiting > 0 && <span>{t('ssh.questions.waiting', { count: waiting })}</span>}
        </p>
      </div>
    </Dialog>
  )
}

function Answer({ question: { id, kind, isAskedAgain } }: { readonly question: SshQuestion }) {
  const { t } = useTexts()
  const cancel = () => void bridge.cancelQuestion(id)
  if (kind !== 'confirm' && kind !== 'touch' && kind !== 'host-key') {
    return <SecretForm id={id} kind={kind} isAskedAgain={isAskedAgain} />
  }
  return (
    <div className="form-buttons">
      <button type="button" className="button" data-takes-focus onClick={cancel}>
        {t('ssh.questions.cancel')}
      </button>
      {kind === 'confirm' && (
        <button
          type="button"
          className="button button-primary"
          onClick={() => void bridge.answerQuestion(id, 'yes')}
        >
          {t('ssh.questions.allow')}
        </button>
      )}
    </div>
  )
}

/** Those whose title says which machine it is about. */
const NAMES_HOST: readonly QuestionKind[] = ['password', 'server', 'host-key']

const ICONS = {
  password: KeyRound,
  passphrase: KeyRound,
  pin: KeyRound,
  touch: KeyRound,
  server: Server,
  'host-key': ShieldQuestion,
  confirm: ShieldQuestion,
  other: ShieldQuestion,
} as const satisfies Record<QuestionKind, typeof KeyRound>
