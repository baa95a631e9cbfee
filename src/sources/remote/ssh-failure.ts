import type { OpenFailure } from '#shared/protocol/application'

import { type Failure, messageOf } from '../open-failure'
import { FileGone } from '../tail/log-files'

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
  'cancelled',
]

export function isFinal({ code }: Pick<Failure, 'code'>): boolean {
  return FINAL.includes(code)
}

/** Why a file there could not be opened. */
export function remoteFailure(error: unknown): Failure {
  if (error instanceof SshFailure) return { code: error.code, detail: error.message }
  if (error instanceof FileGone) return { code: 'not-found', detail: 'it was deleted' }
  return { code: 'failed', detail: messageOf(error) }
}

/** @param said the standard error of ssh */
export function sshFailure(said: string): SshFailure {
  const code = SAYINGS.find(([saying]) => saying.test(said))?.[1] ?? 'failed'
  return new SshFailure(code, code === 'host-key-changed' ? changedKey(said) : tellingLine(said))
}

/** A system without ssh, or a start that somebody has called off. */
export function startFailure(error: NodeJS.ErrnoException): SshFailure {
  if (error.name === 'AbortError') return new SshFailure('cancelled', '')
  return error.code === 'ENOENT'
    ? new SshFailure('no-ssh', 'ssh: not found')
    : new SshFailure('failed', error.message)
}

/** Which key the host has now, which one is known, and how that is removed. */
function changedKey(said: string): string {
  const patterns = [
    /^The fingerprint for .*\n.*/m,
    /^Offending .*/m,
    // Behind "remove with:".
    /^[ \t]*ssh-keygen .*/m,
  ]
  const words = patterns.flatMap((pattern) => pattern.exec(said)?.[0].split('\n') ?? [])
  return words.length === 0
    ? tellingLine(said)
    : words
        .map((word) => word.trim())
        .join('\n')
        .slice(0, 1000)
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
