import { homedir } from 'node:os'
import { join } from 'node:path'

import { countsOf } from '#engine/counts'
import type { LogBytes } from '#engine/log-bytes'
import { LogDocument } from '#engine/log-document'
import { type Finding, touches } from '#shared/finding'
import { CATEGORIES, type Category } from '#shared/category'
import type { Profile } from '#shared/feature'
import { SHOW_ALL } from '#shared/filter'
import type { TriageRow } from '#shared/protocol/document'
import type { RuleSet } from '#shared/rules/compile'
import { verdictOf } from '#shared/rules/verdict'
import type { TimeRange } from '#shared/time-range'
import type { Verdict, Versions } from '#shared/rules/rule'
import type { Source } from '#sources/source'

/** One line of the closing table. */
export interface SummaryRow extends Omit<TriageRow, 'rule'> {
  readonly rule: string | null
  readonly verdict: Verdict | null
  /** Those that print such records, where it is known. */
  readonly versions: Versions | null
}

/** What several records say together, and on which of them it rests. */
export interface SummaryFinding extends Finding {
  /** The first lines of the first records. */
  readonly lines: readonly number[]
}

/** What a report says of one source, in whatever format. */
export interface Summary {
  readonly source: string
  readonly records: number
  readonly categories: Readonly<Record<Category, number>>
  readonly findings: readonly SummaryFinding[]
  readonly rows: readonly SummaryRow[]
}

/** Lines of a finding that a report names. */
const MAX_LINES = 100

/** From this place in the bundle, cli/index.js. */
const SCAN_WORKER = new URL('../engine/scan-worker.js', import.meta.url)

/** Where command line tools keep what they can make again. */
function indexFolder(): string {
  const { XDG_CACHE_HOME } = process.env
  return join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'logsieve/index')
}

/** Reads a whole source and sums up what of it lies in a range of time. */
export async function summarise(
  source: Source,
  bytes: LogBytes,
  rules: RuleSet,
  uses: Profile,
  time: TimeRange,
): Promise<Summary> {
  const document = LogDocument.over(bytes, source.path, rules, source.modifiedTime, uses, {
    scanWorker: SCAN_WORKER,
    // A spool has another name the next time.
    ...(source.path === source.place ? { keptFolder: indexFolder() } : {}),
  })
  try {
    await document.readOn(() => true)
    if (time.from !== null || time.until !== null) document.setFilter({ ...SHOW_ALL, time }, null)
    const rows = (await document.triage()).map(({ rule, ...row }) => ({
      ...row,
      rule: rule?.id ?? null,
      verdict: rule ? verdictOf(rule, uses).verdict : null,
      versions: rule?.versions ?? null,
    }))
    const categories = countsOf(CATEGORIES)
    for (const { category, count } of rows) categories[category] += count
    const records = rows.reduce((sum, { count }) => sum + count, 0)
    await document.findings.settle()
    const findings = document.findings.all
      .filter((finding) => touches(finding, time))
      .map((finding) => ({ ...finding, lines: document.findings.linesOf(finding.id, MAX_LINES) }))
    return { source: source.place, records, categories, findings, rows }
  } finally {
    await document.close()
  }
}
