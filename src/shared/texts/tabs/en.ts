/** The texts about the tabs of a window, in English. */
export const tabs = {
  label: 'Open logs',
  new: 'New tab',
  close: 'Close {{name}}',
  opening: 'Opening {{name}}…',
  cancel: 'Cancel',
  failed: 'could not be opened',
  news: {
    records: 'new records',
    problems: 'new problems',
  },
  reopen_one: 'Reopen {{count, number}} log',
  reopen_other: 'Reopen {{count, number}} logs',
  full_one: '{{count, number}} log was not opened',
  full_other: '{{count, number}} logs were not opened',
  fullAdvice:
    'At most {{limit}} logs are open at a time, because each has a process of its own. Close tabs that you no longer need, then open it again.',
} as const
