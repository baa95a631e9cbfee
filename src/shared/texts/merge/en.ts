/** What the window says of several logs that are shown as one, in English. `ru.ts` has the same shape. */
export const merge = {
  sources: 'Logs',
  source: 'Log',
  sourceHint: 'Show or hide the records of {{place}}',
  title: 'Show several logs as one',
  changeTitle: 'Order and clocks',
  change: 'Order and clocks…',
  logs: 'Logs',
  tooFew: 'Open two logs or more in tabs of this window first. Then they can be shown as one.',
  notAgain: 'Logs that were piped in are not listed: they cannot be opened a second time.',
  order: 'Order',
  time: 'By time',
  sequence: 'One after another',
  clock: 'Clock',
  shift: 'Put the clock of {{name}} right by',
  unit: 'Unit for {{name}}',
  units: { ms: 'ms', s: 's', m: 'min', h: 'h' },
  shiftHint:
    'For clocks that go wrong: it is added to all times of that log, wherever they are shown. What the log itself has stands in the tooltip of a time and in the raw text.',
  tooLarge: 'A clock can be put right by 50 years at most.',
  open: 'Show as one',
  apply: 'Apply',
  cancel: 'Cancel',
  shifted: '{{time}}; put right by {{shift}}, the log has {{own}}',
  shiftedBy: '{{name}}, clock put right by {{shift}}',
  offer_one: '{{count, number}} log is open.',
  offer_other: '{{count, number}} logs were opened, each in a tab.',
  offerAdvice: 'They can be shown as one, by time or one after another.',
  offerOpen: 'Show as one…',
  dismiss: 'Hide this note',
  about: '{{source}}: {{title}}',
  pickEntry: 'It is an archive of several files: name the one that is meant behind a #.',
} as const

export const mergeNotices = {
  'source-ended': {
    title: 'This log has ended',
    advice: 'What was read of it stays here, and the other logs go on.',
  },
  'source-refused': {
    title: 'This log could not be opened',
    advice: 'The others are shown without it. When the cause is gone, merge them anew.',
  },
  'shift-unknown': {
    title: 'None of the logs is called so',
    advice: 'So this shift puts no clock right. The names stand in the side bar under “Logs”.',
  },
} as const
