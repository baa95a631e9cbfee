import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { NO_RULE, type RuleSet } from '#shared/rules/compile'
import { parsePack } from '#shared/rules/parse-pack'
import type { RulePack } from '#shared/rules/rule'
import { sharedTestFolder } from '#testing/test-folder'

import { anyLog } from '../kernel/any-log'
import { LogDocument } from '../log-document'
import { ruleSetWith } from '../rules'
import { differenceBetween } from './rule-difference'

const REFERENCE_TIME = Date.UTC(2026, 10, 20)
const RUNS = Number(process.env['LOGSIEVE_PROPERTY_RUNS'] ?? 60)

const folder = sharedTestFolder()

type Source = Readonly<Record<string, unknown>>

function packOf(rules: readonly Source[]): RulePack {
  const named = rules.map((rule, at) => ({ id: `own.r${at}`, meaning: 'm', ...rule }))
  const result = parsePack({ pack: 'own', rules: named })
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes))
  return result.pack
}

function rulesWith(rules: readonly Source[]): RuleSet {
  return ruleSetWith(rules.length === 0 ? [] : [packOf(rules)])
}

/** Rules that fit some of the lines of `anyLog`. */
const ownRule = fc.record({
  match: fc.constantFrom<Source>(
    { message: 'nobody knows this one' },
    { message: 'nobody knows this one', fields: { error: 'no response from servers' } },
    { message: 'using single-node routing', component: 'livekit' },
    { prefix: 'closing ingress' },
    { prefix: 'Server closed by error: Err = ' },
    { pattern: '^\\w+ing ' },
    { pattern: 'e', level: ['info', 'warn'] },
    { component: 'ingress' },
    { prefix: 'No timestamp' },
    { pattern: 'main', bare: true },
  ),
  category: fc.constantFrom('noise', 'problem', 'client'),
})
const ownRules = fc.array(ownRule, { maxLength: 4 })

async function open(path: string, rules: RuleSet, options = {}): Promise<LogDocument> {
  const document = await LogDocument.open(path, rules, REFERENCE_TIME, [], options)
  await document.readOn(() => true)
  return document
}

/** All that is told of a log, times to the second. */
async function told(document: LogDocument) {
  const { view, ...status } = document.status()
  const second = (time: number | null) => time && Math.floor(time / 1000)
  const triage = (await document.triage()).map(({ firstTime, lastTime, ...row }) => ({
    ...row,
    firstTime: second(firstTime),
    lastTime: second(lastTime),
  }))
  const { rows } = await document.rows(0, 1000)
  return { status, shown: view.shown, triage, rows }
}

test('what other rules say is what a scan by them says', { timeout: 600_000 }, async () => {
  let known = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyLog, { minLength: 1, maxLength: 4 }),
      ownRules,
      ownRules,
      async (logs, before, after) => {
        const path = join(folder, 'log')
        writeFileSync(path, Buffer.concat(logs))
        const now = rulesWith(after)
        const first = await open(path, rulesWith(before))
        const seed = await first.knownBy(now, () => true)
        if (seed) known++
        const changed = await open(path, now, seed ? { known: seed } : {})
        const scanned = await open(path, now)
        expect(await told(changed)).toEqual(await told(scanned))
        await Promise.all([first, changed, scanned].map((document) => document.close()))
      },
    ),
    { numRuns: RUNS },
  )
  // Otherwise there was nothing to see.
  expect(known).toBeGreaterThan(RUNS / 3)
})

// The last record may still go on: it is read anyway.
test('only records that a changed rule may fit are read', async () => {
  const path = join(folder, 'few.log')
  const line = (component: string, message: string) =>
    `2026-11-20T14:00:00.000Z\tINFO\t${component}\ta/b.go:1\t${message}\n`
  writeFileSync(
    path,
    Array.from({ length: 20_000 }, (_, at) =>
      line('app', at % 1000 === 0 ? `hello ${at}` : `goodbye ${at}`),
    ).join(''),
  )
  const first = await open(path, rulesWith([]))
  const few = rulesWith([{ match: { prefix: 'hello ' }, category: 'noise' }])
  const many = rulesWith([{ match: { pattern: '^hello ' }, category: 'noise' }])
  const counts = async (rules: RuleSet) => {
    const seed = await first.knownBy(rules, () => true)
    return seed?.part.occurrences.map(({ kind, count }) => [
      seed.kinds[kind]?.rule === NO_RULE ? 'unknown' : 'own',
      count,
    ])
  }
  expect([await counts(few), await counts(many)]).toEqual([
    [
      ['unknown', 19_979],
      ['own', 20],
    ],
    undefined,
  ])
  await first.close()
})

test('which rules have changed', () => {
  const a = { match: { message: 'a' }, category: 'noise' }
  const b = { match: { message: 'b' }, category: 'noise' }
  const c = { match: { message: 'c', bare: true }, category: 'noise' }
  const inShort = (before: readonly Source[], after: readonly Source[]) => {
    const difference = differenceBetween(rulesWith(before), rulesWith(after))
    return (
      difference && {
        numbers: [0, 1, 2].map((number) => difference.numberOf(number)),
        added: difference.added.length,
        movesBorders: difference.movesBorders,
      }
    )
  }
  const same = { added: 0, movesBorders: false }
  expect([
    inShort([a, b], [a, b]),
    inShort([a, b], [a, { ...b, category: 'client', meaning: 'other' }]),
    inShort([a, b], [a, { ...b, category: 'problem' }]),
    inShort([a, b], [b]),
    inShort([a], [b, a]),
    inShort([a, b], [b, a]),
    inShort([a, c], [a]),
  ]).toEqual([
    { ...same, numbers: [0, 1, 2] },
    { ...same, numbers: [0, 1, 2] },
    { numbers: [0, null, 2], added: 1, movesBorders: false },
    { ...same, numbers: [null, 0, 1] },
    { numbers: [1, 2, 3], added: 1, movesBorders: false },
    { numbers: [null, null, 2], added: 2, movesBorders: false },
    { numbers: [0, null, 1], added: 0, movesBorders: true },
  ])
  expect(differenceBetween(rulesWith([a]), ruleSetWith([]))?.numberOf(NO_RULE)).toBe(NO_RULE)
})
