import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { ruleSetWith } from '#engine/rules'

import { Catalogue } from '../index/catalogue'
import { KindTable } from '../index/kind-table'
import { RecordScanner, type ScannedRecord } from '../scan/scanner'
import { anyLog, crashLog, mergedOf } from './any-log'
import { anyMessages, NAME_RULES } from './any-messages'
import { FastScanner } from './fast-scanner'

const RULES = ruleSetWith([NAME_RULES])
const REFERENCE_TIME = Date.UTC(2026, 10, 20)

/** Runs of the properties; LOGSIEVE_PROPERTY_RUNS=10000 looks harder. */
const RUNS = Number(process.env['LOGSIEVE_PROPERTY_RUNS'] ?? 150)

/** All that a scanner made of a log, in a form that can be compared. */
function contentOf(catalogue: Catalogue, pending: readonly ScannedRecord[]) {
  const { index, kinds, stats, totals } = catalogue
  return {
    records: Array.from({ length: catalogue.count }, (_, record) => ({
      offset: index.offsetOf(record),
      line: index.lineOf(record),
      time: index.timeOf(record),
      kind: index.kindOf(record),
    })),
    kinds: kinds.kinds.map((kind, number) => ({
      ...kind,
      total: totals[number],
      ...stats.get(number),
    })),
    pending: pending.map(({ entry: { message }, ...record }) => ({ ...record, entry: message })),
  }
}

function readByReference(bytes: Buffer, maxShapes?: number) {
  const catalogue = new Catalogue(new KindTable(RULES, maxShapes))
  const scanner = new RecordScanner(RULES, REFERENCE_TIME)
  scanner.feed(bytes, (record) => catalogue.take(record))
  return contentOf(catalogue, scanner.pending(true))
}

function readFast(bytes: Buffer, chunkSizes: readonly number[], maxShapes?: number) {
  const catalogue = new Catalogue(new KindTable(RULES, maxShapes))
  const scanner = new FastScanner(RULES, REFERENCE_TIME, null, 0)
  for (let at = 0, chunk = 0; at < bytes.length; chunk++) {
    const size = chunkSizes[chunk % chunkSizes.length] ?? bytes.length
    scanner.feed(bytes.subarray(at, at + size), catalogue)
    at += size
  }
  scanner.settle(catalogue)
  return contentOf(catalogue, scanner.reference.pending(true))
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 })

describe('the kernel with the reference says what the reference says alone', () => {
  test.each(['livekit-server.jsonl', 'dokploy-ingress.log', 'compose-mixed.log'])(
    'on %s',
    (name) => {
      const bytes = readFileSync(`examples/${name}`)
      const twice = Buffer.concat([bytes, bytes])
      expect(readFast(twice, [100_000])).toEqual(readByReference(twice))
    },
  )

  test.each([
    ['any bytes', anyLog],
    ['stacks of crashed processes', crashLog],
    ['merged logs', mergedOf(anyLog)],
  ])('on %s cut in any way', { timeout: 600_000 }, (_, log) => {
    fc.assert(
      fc.property(log, chunkSizes, (bytes, sizes) => {
        expect(readFast(bytes, sizes)).toEqual(readByReference(bytes))
      }),
      { numRuns: RUNS },
    )
  })

  test.each([
    [
      'a number, behind a name that looked like one',
      ['exit status 2ms', 'room 2', 'panic: a', 'exit status 2', 'exit status 3ms'],
    ],
    [
      'quoted words, where others stood',
      ['left b now', 'left c now', 'left d now', 'left "a" now', 'left "two words" now'],
    ],
    [
      'a name that a rule looks for, where others stood',
      [
        'left b now',
        'left c now',
        'left b1_c1 now',
        'took c1_d1 away',
        'took a1_b2 away',
        'left secret now',
      ],
    ],
    [
      'a name in quotes, or behind another blank',
      ['room a1_b2 closed', 'room c1_d1 closed', 'room "a b" closed', 'room  e1_f1 closed'],
    ],
  ])('on messages with %s', (_, messages) => {
    const lines = ['egress', 'livekit', 'livekit'].flatMap((logger) =>
      messages.map(
        (message) =>
          `{"level":"error","ts":1795068012.25,"logger":"${logger}","msg":${JSON.stringify(message)},"handlerID":"a"}\n`,
      ),
    )
    const bytes = Buffer.from(lines.join(''))
    for (const maxShapes of [1, 2, 3, 100]) {
      expect(readFast(bytes, [1000], maxShapes)).toEqual(readByReference(bytes, maxShapes))
    }
  })

  test.each([
    ['messages of any words', anyMessages(RULES.rules)],
    ['those of merged logs', mergedOf(anyMessages(RULES.rules))],
  ])('on %s, when no further ones are told apart', { timeout: 600_000 }, (_, log) => {
    fc.assert(
      fc.property(log, chunkSizes, fc.nat(9), (bytes, sizes, maxShapes) => {
        expect(readFast(bytes, sizes, maxShapes)).toEqual(readByReference(bytes, maxShapes))
      }),
      { numRuns: RUNS },
    )
  })
})
