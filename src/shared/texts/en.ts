import { app, toolbar } from './application/en'
import { categories, levels, profile, programs } from './categories/en'
import { containers } from './containers/en'
import { carriers, detail, formats, reasons, timeSources, versions } from './detail/en'
import { failures } from './failures/en'
import { lastPart } from './last-part/en'
import { goToLine, log } from './log/en'
import { merge } from './merge/en'
import { notices } from './notices/en'
import { rules } from './rules/en'
import { search } from './search/en'
import { sets } from './sets/en'
import { shortcuts } from './shortcuts/en'
import { ssh } from './ssh/en'
import { status } from './status/en'
import { tabs } from './tabs/en'
import { timeRange, timeline } from './timeline/en'
import { findings, triage } from './triage/en'
import { pickEntry, welcome } from './welcome/en'

/** Every text of the window, in English: each subject has a folder. `ru.ts` has the same shape, and the compiler holds it to that. */
export const en = {
  app,
  welcome,
  failures,
  tabs,
  containers,
  sets,
  merge,
  lastPart,
  toolbar,
  categories,
  programs,
  levels,
  profile,
  log,
  detail,
  timeSources,
  reasons,
  versions,
  formats,
  carriers,
  findings,
  triage,
  status,
  notices,
  search,
  timeline,
  timeRange,
  rules,
  goToLine,
  ssh,
  pickEntry,
  shortcuts,
} as const
