/* The texts about records over time, in English. */

export const timeline = {
  label: 'Time',
  chart: 'Shown records over time: {{range}} UTC. Click to go there, drag to show only that time.',
  all: 'All times',
  from: 'From {{from}}',
  until: 'Until {{until}}',
  range: '{{from}} – {{until}}',
  change: 'Time range',
  clear: 'Show all times again',
} as const

export const timeRange = {
  title: 'Time range',
  from: 'From, UTC',
  until: 'Until, UTC',
  fromOpen: 'the beginning',
  untilOpen: 'the end, and what comes',
  hint: 'For example 17:33, 17:33:05, 2026-11-20 17:33 or 2026-11-20. “Until 17:33” means to the end of that minute.',
  unclear: 'Write a time such as 17:33 or 2026-11-20 17:33:05, or leave the field empty.',
  backwards: 'The range ends before it begins.',
  last: 'The last of the log:',
  quarter: '15 minutes',
  hour: 'Hour',
  day: 'Day',
  all: 'All times',
  show: 'Show',
} as const
