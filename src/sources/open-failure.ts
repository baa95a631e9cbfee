import type { OpenFailure } from '#shared/protocol/application'
import { reasonOf } from '#shared/reason-of'

const CODES: ReadonlyMap<string, OpenFailure> = new Map([
  ['ENOENT', 'not-found'],
  ['ENOTDIR', 'not-found'],
  ['EACCES', 'no-permission'],
  ['EPERM', 'no-permission'],
  ['EISDIR', 'is-folder'],
  ['ENXIO', 'not-a-file'],
])

export interface Failure {
  readonly code: OpenFailure
  readonly detail: string
}

/** What an error of the file system means for a person who opens a file. */
export function failureOf(error: unknown): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return { code: CODES.get(code) ?? 'failed', detail: messageOf(error) }
}

/** The system's words without the path, which a message shows anyway: "EACCES: permission denied". */
export function messageOf(error: unknown): string {
  const message = reasonOf(error)
  return /^(?<words>E[A-Z0-9]+: [^,]+), /.exec(message)?.groups?.words ?? message
}
