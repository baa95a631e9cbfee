/* The texts of triage, in English. */

export const findings = {
  title: 'What several records say together',
  looking: 'Still looking through the log…',
  show_one: 'Show its {{count, number}} record',
  show_other: 'Show its {{count, number}} records',
  only: 'Only the records of: {{title}}',
  clear: 'Show the others again',
} as const

export const triage = {
  title: 'Kinds of messages, most important first',
  category: 'Category',
  count: 'Count',
  first: 'First',
  last: 'Last',
  message: 'Message',
  meaning: 'Meaning',
  action: 'What to do',
  noMeaning: 'No rule knows this message yet.',
  variable: 'anything',
  example: 'For example: {{message}}',
  unknown_one: '{{count, number}} record of {{kinds}} is unknown',
  unknown_other: '{{count, number}} records of {{kinds}} are unknown',
  unknownKinds_one: '{{count, number}} kind',
  unknownKinds_other: '{{count, number}} kinds',
  showUnknown: 'Show them in the log',
  makeRule: 'Make a rule…',
  showInLog: 'Show these records in the log',
  empty: 'No records, so no kinds of messages yet.',
  loading: 'Counting…',
  showMore_one: 'Show {{count, number}} more kind',
  showMore_other: 'Show {{count, number}} more kinds',
  noTime: '–',
} as const
