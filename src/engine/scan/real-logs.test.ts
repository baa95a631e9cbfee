import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { UNKNOWN } from '#shared/category'
import { verdictOf } from '#shared/rules/verdict'

import { ruleSetWith } from '../rules'
import { RecordScanner, type ScannedRecord } from './scanner'

/*
 * Logs that people pasted in public (facts on LiveKit, INDEX.tsv names each page); a few identifiers
 * are replaced. Beside each log stands what must be read from it, compared by eye with its text.
 */

const folder = join(import.meta.dirname, 'fixtures/real-logs')
const logs = readdirSync(folder).filter((name) => name.endsWith('.log'))

/** For times without a year (journald). */
const REFERENCE = Date.UTC(2026, 10, 22)

const rules = ruleSetWith([])

test('all logs are here', () => {
  expect(logs.length).toBe(55)
})

test.each(logs)('%s', (name) => {
  const expected: unknown = JSON.parse(
    readFileSync(join(folder, name.replace('.log', '.json')), 'utf8'),
  )
  expect(recordsOf(readFileSync(join(folder, name))).map(summary)).toEqual(expected)
})

function recordsOf(bytes: Buffer): ScannedRecord[] {
  const scanner = new RecordScanner(rules, REFERENCE)
  const records: ScannedRecord[] = []
  scanner.feed(bytes, (record) => records.push(record))
  return [...records, ...scanner.pending(true)]
}

function summary({ line, lines, time, level, entry, rule: number }: ScannedRecord) {
  const rule = rules.rules[number]
  return {
    line,
    lines,
    time: time === null ? null : new Date(time).toISOString(),
    level,
    component: entry.head.component,
    message: entry.message.slice(0, 80),
    rule: rule?.id ?? null,
    category: rule ? verdictOf(rule, []).verdict.category : UNKNOWN,
  }
}
