import type { OpenFailure } from '#shared/protocol/application'

import { Command } from '../controls/Command'
import { SystemWords } from './SystemWords'

interface FailureWordsProps {
  readonly code: OpenFailure
  readonly detail: string
}

/** What the system says of a failure, with the command that it names to be copied. */
export function FailureWords({ code, detail }: FailureWordsProps) {
  // How a key that has changed is forgotten: the last of what ssh says of it.
  const at = code === 'host-key-changed' ? detail.lastIndexOf('\nssh-keygen ') : -1
  if (at === -1) return <SystemWords detail={detail} />
  return (
    <>
      <SystemWords detail={detail.slice(0, at)} />
      <Command command={detail.slice(at + 1)} />
    </>
  )
}
