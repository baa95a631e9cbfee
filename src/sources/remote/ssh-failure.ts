import type { OpenFailure } from '#shared/protocol/application'

/** A connection did not come about, or ended. */
export class SshFailure extends Error {
  readonly code: OpenFailure

  constructor(code: OpenFailure, detail: string) {
    super(detail)
    this.code = code
  }
}

/** What ssh says (with LC_ALL=C), in the order in which one outdoes the other. */
const SAYINGS: readonly (readonly [RegExp, OpenFailure])[] = [
  [/REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for .* has changed/, 'host-key-changed'],
  [/Host key verification failed|No .* host key is known/, 'host-key-unknown'],
  [/Could not resolve hostname/, 'host-unknown'],
  [
    /Permission denied \(|Too many authentication failures|No supported authentication methods/,
    'sign-in-failed',
  ],
  [
    /Connection (?:refused|timed out|reset|closed)|No route to host|Network is unreachable|Operation timed out|Broken pipe|not responding|kex_exchange_identification/,
    'unreachable',
  ],
]

/** Errors that another attempt cannot mend; attempts to sign in even get people banned. */
const FINAL: readonly OpenFailure[] = [
  'host-key-changed',
  'host-key-unknown',
  'sign-in-failed',
  'no-ssh',
]

export function isFinal({ code }: SshFailure): boolean {
  return FINAL.includes(code)
}

/** @param said the standard error of ssh */
export function sshFailure(said: string): SshFailure {
  const code = SAYINGS.find(([saying]) => saying.test(said))?.[1] ?? 'failed'
  return new SshFailure(code, tellingLine(said))
}

/** A system without ssh. */
export function startFailure(error: NodeJS.ErrnoException): SshFailure {
  return error.code === 'ENOENT'
    ? new SshFailure('no-ssh', 'ssh: not found')
    : new SshFailure('failed', error.message)
}

/** The line that says why: banners come before it, and frames of @ around a warning. */
function tellingLine(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[A-Za-z]/.test(line))
  const telling = lines.findLast((line) => SAYINGS.some(([saying]) => saying.test(line)))
  return (telling ?? lines.at(-1) ?? 'The connection was closed').slice(0, 500)
}
