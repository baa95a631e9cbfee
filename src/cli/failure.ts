import { harmless } from '#shared/acting-characters'
import type { OpenFailure } from '#shared/protocol/application'
import type { EntryWanted } from '#sources/source'

/** Something a person can do something about: told in one line, exit code 1. */
export class Failure extends Error {}

/** The arguments do not go together: exit code 2. */
export class UsageError extends Error {}

const WHAT: Readonly<Record<OpenFailure, string>> = {
  'not-found': 'there is no such file',
  'no-permission': 'no permission to read it',
  'is-folder': 'it is a folder, name a file in it',
  'not-a-file': 'it is not a regular file; pipe it in with "-" instead',
  'bad-archive': 'the archive cannot be read',
  'unsupported-source': 'this kind of source cannot be opened',
  'no-ssh': 'the program "ssh" is not installed (OpenSSH client)',
  'host-unknown': 'there is no host of that name',
  unreachable: 'the host does not answer',
  'sign-in-failed': 'the host did not let this user in',
  'host-key-unknown': 'the key of this host is not known; connect once with "ssh" to accept it',
  'host-key-changed':
    'the key of this host has changed: either it was set up anew, or somebody stands between',
  cancelled: 'the connection was called off',
  'no-docker': 'neither "docker" nor "podman" is installed there',
  'docker-down': 'the container engine does not answer',
  'docker-permission': 'this user may not talk to Docker there; it has to be in the group "docker"',
  'no-container': 'there is no such container or service',
  'no-kubectl': 'the program "kubectl" is not installed',
  'no-context': 'kubectl has no such context',
  'no-pod': 'there is no such pod or container',
  'cluster-refused': 'the cluster does not let this user read the log',
  'cluster-unreachable': 'the cluster does not answer',
  'no-program': 'there is no such program',
  failed: 'it could not be read',
}

/** To these the system's own words add nothing. */
const TOLD: ReadonlySet<OpenFailure> = new Set([
  'not-found',
  'no-permission',
  'is-folder',
  'not-a-file',
  'no-ssh',
])

export function openFailure(place: string, code: OpenFailure, detail: string): Failure {
  return new Failure(`${place}: ${failureText(code, detail)}`)
}

export function failureText(code: OpenFailure, detail: string): string {
  const isTold = TOLD.has(code) || detail === ''
  return `${WHAT[code]}${isTold ? '' : ` (${detail})`}`
}

const MAX_LISTED = 50

/** Which entries there are is part of the one line. */
export function entryWanted({ place, detail, entries }: EntryWanted): Failure {
  const names = entries.slice(0, MAX_LISTED).map(({ name }) => harmless(name))
  const more = entries.length > MAX_LISTED ? `, and ${entries.length - MAX_LISTED} more` : ''
  const what = detail === '' ? 'there are several files in it' : harmless(detail)
  return new Failure(`${place}: ${what}; name one as "${place}#NAME": ${names.join(', ')}${more}`)
}
