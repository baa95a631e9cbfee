/* The texts about opening a log, in English. */

export const welcome = {
  title: 'What does this log say?',
  lead: 'Open a LiveKit log. Every record is sorted by what it means for you, and the noise is one key away from gone.',
  open: 'Open a log…',
  openServer: 'Open from a server…',
  example: 'Try the example',
  dropHint: 'or drop a file anywhere in this window',
  recent: 'Recent files',
  noRecent: 'Files that you open will be listed here.',
  clearRecent: 'Clear list',
  dropHere: 'Drop to open the log',
  dropDetail: 'It is only read, never changed',
} as const

export const pickEntry = {
  title: 'Which file of the archive?',
  label: 'Part of its name',
  list: 'Files in the archive',
  none: 'No file has this in its name.',
  more_one: '{{count, number}} more file; type a part of its name.',
  more_other: '{{count, number}} more files; type a part of a name.',
} as const
