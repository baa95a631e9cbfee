import { app, toolbar } from './application/ru'
import { categories, levels, profile, programs } from './categories/ru'
import { containers } from './containers/ru'
import { carriers, detail, formats, reasons, timeSources, versions } from './detail/ru'
import type { en } from './en'
import { failures } from './failures/ru'
import { lastPart } from './last-part/ru'
import { goToLine, log } from './log/ru'
import { merge } from './merge/ru'
import { notices } from './notices/ru'
import { rules } from './rules/ru'
import { search } from './search/ru'
import { sets } from './sets/ru'
import type { Translated } from './shape'
import { shortcuts } from './shortcuts/ru'
import { ssh } from './ssh/ru'
import { status } from './status/ru'
import { tabs } from './tabs/ru'
import { timeRange, timeline } from './timeline/ru'
import { findings, triage } from './triage/ru'
import { pickEntry, welcome } from './welcome/ru'

/** Every text of the window, in Russian. */
export const ru = {
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
} as const satisfies Translated<typeof en>
