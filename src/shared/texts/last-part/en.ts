/** The texts about a log whose last part is shown before the rest of it is there, in English. */
export const lastPart = {
  title: 'This is the last part of the log.',
  reading: 'The rest is on its way',
  part: '{{percent}}, {{received}} of {{total}}',
  seconds: 'about {{number}} s left',
  minutes: 'about {{number}} min left',
  hours: 'about {{number}} h left',
  cancel: 'Cancel',
  left: '{{size}} before it were not read.',
  read: 'Read them too',
  indexing: 'The rest has come, and is being read.',
  missing: '{{size}} before it are not kept: there is no more room in the copy.',
  inSideBar: 'Of the last part of the log',
  counted: 'last part',
  line: 'Lines are numbered when the whole log is here',
  noLines: 'Lines have no numbers yet: only the last part of the log is here. Type a time.',
} as const
