import { containerFailures } from '../containers/en'
import { sshFailures } from '../ssh/en'

/** Why a log could not be opened, and what to do, in English. */
export const failures = {
  'not-found': {
    title: 'This file does not exist',
    advice:
      'It may have been moved, renamed or rotated away. Check the path, or open it from its new place.',
  },
  'no-permission': {
    title: 'You may not read this file',
    advice: 'Ask its owner for read access, or copy it to a folder of your own and open the copy.',
  },
  'is-folder': {
    title: 'This is a folder, not a log',
    advice: 'Open the log file inside it.',
  },
  'not-a-file': {
    title: 'This is not a regular file',
    advice:
      'Pipes, sockets and devices cannot be opened here. Save their output to a file and open that.',
  },
  'bad-archive': {
    title: 'This archive cannot be read',
    advice:
      'It may be cut off or encrypted. Copy it anew, or unpack it yourself and open the log in it.',
  },
  'unsupported-source': {
    title: 'This is not the address of a source',
    advice:
      'A source is a path, ssh://user@host/path, docker:name, docker+ssh://user@host/name or kubectl:namespace/pod. Anything else can be piped in or saved to a file first.',
  },
  ...sshFailures,
  ...containerFailures,
  'no-program': {
    title: 'There is no such program',
    advice: 'Check the spelling, and that the program is installed and on the PATH.',
  },
  failed: {
    title: 'The log could not be opened',
    advice: 'Try again. If it happens again, the system’s own words below tell more.',
  },
  detail: 'The system says: {{detail}}',
  again: 'Try again',
  dismiss: 'Dismiss',
} as const
