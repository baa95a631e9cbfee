import type { OpenFailure } from '#shared/protocol/application'

/** Something a person can do something about: told in one line, exit code 1. */
export class Failure extends Error {}

const WHAT: Readonly<Record<OpenFailure, string>> = {
  'not-found': 'there is no such file',
  'no-permission': 'no permission to read it',
  'is-folder': 'it is a folder, name a file in it',
  'not-a-file': 'it is not a regular file; pipe it in with "-" instead',
  'unsupported-source': 'this kind of source cannot be opened',
  failed: 'it could not be read',
}

export function openFailure(place: string, code: OpenFailure, detail: string): Failure {
  const isTold = code !== 'failed' && code !== 'unsupported-source'
  return new Failure(`${place}: ${WHAT[code]}${isTold || detail === '' ? '' : ` (${detail})`}`)
}
