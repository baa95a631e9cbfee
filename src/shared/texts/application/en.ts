/* The texts of the window itself and of the toolbar of a log, in English. */

export const app = {
  name: 'Logsieve',
  main: 'Log',
  sideBar: 'Categories and profile',
  titleOf: '{{name}} – Logsieve',
} as const

export const toolbar = {
  label: 'Document',
  open: 'Open…',
  openServer: 'Open from a server…',
  close: 'Close this log',
  find: 'Find…',
  goToLine: 'Go to line or time…',
  shortcuts: 'Keyboard shortcuts',
  follow: 'Follow',
  wrap: 'Wrap long lines (W)',
  followHint: 'Keep the newest records in sight (F)',
  views: 'Views',
  log: 'Log',
  triage: 'Triage',
} as const
