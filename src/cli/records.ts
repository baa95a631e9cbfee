import { open as openFile } from 'node:fs/promises'

import { ruleSetWith } from '#engine/rules'
import { RecordScanner, type ScannedRecord } from '#engine/scan/scanner'
import { type Category, UNKNOWN } from '#shared/category'
import type { Profile } from '#shared/feature'
import type { Level } from '#shared/level'
import type { RuleSet } from '#shared/rules/compile'
import { verdictOf } from '#shared/rules/verdict'
import type { Source } from '#sources/source'

import { harmless } from './harmless'
import { print } from './output'
import { withSource } from './with-source'

interface RecordsOptions {
  readonly json?: boolean
  readonly category?: readonly Category[]
  readonly level?: readonly Level[]
  readonly grep?: RegExp
  readonly follow?: boolean
  readonly uses?: Profile
}

const SLICE_BYTES = 1024 * 1024

/** `logsieve records`: the classified records of a log, one a line. */
export async function printRecords(argument: string, options: RecordsOptions): Promise<void> {
  const follows = options.follow === true
  await withSource(argument, { waits: !follows }, async (source) => {
    const printer = new RecordPrinter(source, options)
    await printer.readOn()
    if (!follows) await printer.finish()
    else await printer.follow()
  })
}

class RecordPrinter {
  readonly #source: Source
  readonly #options: RecordsOptions
  readonly #rules: RuleSet
  #scanner: RecordScanner
  #position = 0

  constructor(source: Source, options: RecordsOptions) {
    this.#source = source
    this.#options = options
    this.#rules = ruleSetWith([])
    this.#scanner = this.#newScanner()
  }

  /** Prints every record that is known to be complete. */
  async readOn(): Promise<void> {
    const file = await openFile(this.#source.path, 'r')
    try {
      const { size } = await file.stat()
      if (size < this.#position) this.#beginAnew()
      const buffer = Buffer.allocUnsafe(SLICE_BYTES)
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, SLICE_BYTES, this.#position)
        if (bytesRead === 0) break
        const lines: string[] = []
        this.#scanner.feed(buffer.subarray(0, bytesRead), (record) => this.#take(record, lines))
        this.#position += bytesRead
        await print(lines)
      }
    } finally {
      await file.close()
    }
  }

  /** Prints what the log ends with. */
  async finish(): Promise<void> {
    const lines: string[] = []
    for (const record of this.#scanner.pending(true)) this.#take(record, lines)
    await print(lines)
  }

  /** Goes on for ever: a record is printed when the next one begins, or when the log rests. */
  async follow(): Promise<void> {
    let reading: Promise<void> = Promise.resolve()
    this.#source.onEvent((event) => {
      if (event.kind === 'truncated' || event.kind === 'replaced') {
        reading = reading.then(() => this.#beginAnew())
      }
      if (event.kind === 'lost')
        console.error(`logsieve: ${this.#source.place}: the file is gone, waiting for it`)
      else reading = reading.then(() => this.readOn())
    })
    await new Promise(() => undefined)
  }

  #newScanner(): RecordScanner {
    return new RecordScanner(this.#rules, this.#source.modifiedTime)
  }

  #beginAnew(): void {
    this.#scanner = this.#newScanner()
    this.#position = 0
  }

  #take(record: ScannedRecord, lines: string[]): void {
    const rule = this.#rules.rules[record.rule]
    const category: Category = rule
      ? verdictOf(rule, this.#options.uses ?? []).verdict.category
      : UNKNOWN
    const { category: categories, level: levels, grep } = this.#options
    if (categories && !categories.includes(category)) return
    if (levels && (record.level === null || !levels.includes(record.level))) return
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
    }
    lines.push(this.#options.json ? JSON.stringify(shown) : inOneLine(shown))
  }
}

function inOneLine(shown: {
  readonly line: number
  readonly time: string | null
  readonly level: Level | null
  readonly component: string | null
  readonly message: string
  readonly category: Category
}): string {
  return [
    String(shown.line).padStart(7),
    (shown.time ?? '').padEnd(24),
    shown.category.padEnd(8),
    (shown.level ?? '').padEnd(5),
    shown.component ?? '-',
    // A log can hold what a terminal would obey.
    harmless(shown.message),
  ].join('  ')
}
