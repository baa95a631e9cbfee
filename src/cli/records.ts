import { LogBytes } from '#engine/log-bytes'
import { ruleSetWith } from '#engine/rules'
import { RecordScanner, type ScannedRecord } from '#engine/scan/scanner'
import { harmless } from '#shared/acting-characters'
import { type Category, UNKNOWN } from '#shared/category'
import type { Profile } from '#shared/feature'
import type { Level } from '#shared/level'
import type { NamedSource } from '#shared/merged-sources'
import type { Remark } from '#shared/protocol/host'
import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'
import { verdictOf } from '#shared/rules/verdict'
import { en } from '#shared/texts/en'
import { isInRange } from '#shared/time-range'
import type { Source } from '#sources/source'

import { failureText, UsageError } from './failure'
import { type MergeOptions, mergeOrderOf, openMerged } from './merged-source'
import { print } from './output'
import { ownPacks, type RulesOptions } from './own-rules'
import { type Opening, type SourceOptions, sourceOf, useSource } from './with-source'

export interface RecordsOptions extends RulesOptions, MergeOptions {
  readonly json?: boolean
  readonly category?: readonly Category[]
  readonly level?: readonly Level[]
  readonly grep?: RegExp
  readonly since?: Milliseconds
  readonly until?: Milliseconds
  readonly follow?: boolean
  readonly withRotated?: boolean
  readonly uses?: Profile
}

const SLICE_BYTES = 1024 * 1024

/** The last record of a log that grows is printed after so long without another line of it. */
const REST_MS = 300

/** `logsieve records`: the classified records of a log, one a line, or of several logs as one. */
export async function printRecords(
  openings: readonly Opening[],
  options: RecordsOptions,
): Promise<void> {
  const { follow = false, withRotated = false, shift: shifts = [] } = options
  const [first = ''] = openings
  const order = mergeOrderOf(options)
  if (order === null && openings.length > 1) throw new UsageError('several sources need --merge')
  // A command says itself when it ends.
  const follows = follow || openings.some((opening) => typeof opening !== 'string')
  const sourceOptions = { waits: !follows, withRotated }
  const rules = ruleSetWith(await ownPacks(options))
  if (order === null) {
    const source = await sourceOf(first, sourceOptions)
    await printSource(source, sourceOptions, rules, options, [])
  } else {
    const merging = { order, shifts, rules }
    const { source, names } = await openMerged(openings, sourceOptions, merging)
    await printSource(source, sourceOptions, rules, options, names)
  }
}

async function printSource(
  opened: Source,
  sourceOptions: SourceOptions,
  rules: RuleSet,
  options: RecordsOptions,
  names: readonly NamedSource[],
): Promise<void> {
  await useSource(opened, sourceOptions, async (source, bytes) => {
    const printer = new RecordPrinter(source, bytes.share(), rules, options, names)
    try {
      await printer.readOn()
      if (sourceOptions.waits) await printer.finish()
      else await printer.follow()
    } finally {
      await printer.close()
    }
  })
}

class RecordPrinter {
  readonly #source: Source
  readonly #options: RecordsOptions
  readonly #rules: RuleSet
  /** Of merged logs, by what stands before their lines. */
  readonly #names: ReadonlyMap<string, string>
  #bytes: LogBytes
  #scanner: RecordScanner
  #position = 0

  constructor(
    source: Source,
    bytes: LogBytes,
    rules: RuleSet,
    options: RecordsOptions,
    names: readonly NamedSource[],
  ) {
    this.#names = new Map(names.map(({ id, name }) => [id, name]))
    this.#source = source
    this.#bytes = bytes
    this.#options = options
    this.#rules = rules
    this.#scanner = this.#newScanner()
  }

  close(): Promise<void> {
    return this.#bytes.close()
  }

  /** Prints every record that is known to be complete. */
  async readOn(): Promise<void> {
    const buffer = Buffer.allocUnsafe(SLICE_BYTES)
    for (;;) {
      const read = await this.#bytes.read(buffer, 0, SLICE_BYTES, this.#position)
      if (read === 0) return
      const lines: string[] = []
      this.#scanner.feed(buffer.subarray(0, read), (record) => this.#take(record, lines))
      this.#position += read
      await print(lines)
    }
  }

  /** Prints what the log ends with. */
  async finish(): Promise<void> {
    const lines: string[] = []
    for (const record of this.#scanner.pending(true)) this.#take(record, lines)
    await print(lines)
  }

  /** Goes on until nothing more will come: a record is printed when the next one begins, or when the log rests. */
  async follow(): Promise<void> {
    let reading: Promise<void> = Promise.resolve()
    let rest: NodeJS.Timeout | undefined
    const then = (work: () => Promise<void> | void) => (reading = reading.then(work))
    const readOn = async () => {
      await this.readOn()
      clearTimeout(rest)
      rest = setTimeout(() => void then(() => this.#rest()), REST_MS)
    }
    const ended = new Promise<boolean>((resolve) => {
      this.#source.onEvent((event) => {
        switch (event.kind) {
          case 'ended':
            if (event.detail !== null) {
              const what = event.code ? failureText(event.code, event.detail) : event.detail
              console.error(`logsieve: ${this.#source.place}: it has ended: ${harmless(what)}`)
            }
            resolve(event.detail === null)
            break
          case 'replaced':
            void then(() => this.#beginAnew())
            break
          case 'lost':
          case 'failed':
            console.error(`logsieve: ${this.#source.place}: ${harmless(event.detail)}; waiting`)
            break
          case 'back':
            console.error(`logsieve: ${this.#source.place}: it is back`)
            break
          case 'grew':
            void then(() => {
              this.#bytes.allow(event.bytes)
              return readOn()
            })
            break
          // Here a log is read from its start.
          case 'filled':
          case 'arriving':
            break
          case 'remark':
            console.error(`logsieve: ${this.#source.place}: ${sentenceOf(event)}`)
            break
          case 'moved':
          case 'joined':
            void then(() => this.#bytes.goOnIn(event))
            break
        }
      })
    })
    void then(readOn)
    const endsWell = await ended
    await then(() => this.#end())
    clearTimeout(rest)
    if (!endsWell) process.exitCode = 1
  }

  async #end(): Promise<void> {
    await this.readOn()
    await this.finish()
  }

  async #rest(): Promise<void> {
    const lines: string[] = []
    this.#scanner.finishOpen((record) => this.#take(record, lines))
    await print(lines)
  }

  #newScanner(): RecordScanner {
    return new RecordScanner(this.#rules, this.#source.modifiedTime)
  }

  async #beginAnew(): Promise<void> {
    await this.#bytes.close()
    this.#bytes = await LogBytes.open(this.#source.path)
    this.#bytes.allow(0)
    this.#scanner = this.#newScanner()
    this.#position = 0
  }

  #sourceOf({ entry }: ScannedRecord): string | null {
    return entry.source === null ? null : (this.#names.get(entry.source) ?? entry.source)
  }

  #take(record: ScannedRecord, lines: string[]): void {
    const rule = this.#rules.rules[record.rule]
    const category: Category = rule
      ? verdictOf(rule, this.#options.uses ?? []).verdict.category
      : UNKNOWN
    const { category: categories, level: levels, grep, since, until } = this.#options
    if (categories && !categories.includes(category)) return
    if (levels && (record.level === null || !levels.includes(record.level))) return
    if (!isInRange(record.time, { from: since ?? null, until: until ?? null })) return
    if (grep && !grep.test(record.entry.message)) return
    const shown = {
      line: record.line,
      lines: record.lines,
      time: record.time === null ? null : new Date(record.time).toISOString(),
      level: record.level,
      component: record.entry.head.component,
      message: record.entry.message,
      rule: rule?.id ?? null,
      category,
      timeSource: record.timeSource,
      format: record.entry.head.format,
      carriers: record.entry.carriers,
      ...(this.#names.size === 0 ? {} : { source: this.#sourceOf(record) }),
    }
    lines.push(this.#options.json ? JSON.stringify(shown) : inOneLine(shown))
  }
}

function sentenceOf({ code, detail }: Remark): string {
  const { title, advice } = en.notices[code]
  return `${title}${detail === '' ? '' : ` (${harmless(detail)})`}. ${advice}`
}

function inOneLine(shown: {
  readonly line: number
  readonly time: string | null
  readonly level: Level | null
  readonly component: string | null
  readonly message: string
  readonly category: Category
  readonly source?: string | null
}): string {
  return [
    String(shown.line).padStart(7),
    (shown.time ?? '').padEnd(24),
    ...(shown.source === undefined ? [] : [harmless(shown.source ?? '')]),
    shown.category.padEnd(8),
    (shown.level ?? '').padEnd(5),
    shown.component ?? '-',
    // A log can hold what a terminal would obey.
    harmless(shown.message),
  ].join('  ')
}
