import { expect, test } from 'vitest'

import { ruleSetWith } from '#engine/rules'

import { FastScanner } from '../kernel/fast-scanner'
import { Catalogue } from './catalogue'
import { KindTable } from './kind-table'

test.each([
  ['a busy log', (at: number) => record(at, Math.floor(at / 500) * 300, at % 50 === 0)],
  [
    'a log with silences and stacks',
    (at: number) => record(at, Math.floor(at / 12) * 200, at % 12 === 0),
  ],
])('a record of %s takes at most 6 bytes in all', { timeout: 60_000 }, (_, recordAt) => {
  const rules = ruleSetWith([])
  const scanner = new FastScanner(rules, 0)
  const catalogue = new Catalogue(new KindTable(rules))
  const bytes = Buffer.from(Array.from({ length: 4000 }, (_, at) => recordAt(at)).join(''))
  const readUpTo = (records: number) => {
    while (catalogue.count < records) scanner.feed(bytes, catalogue)
    return catalogue.index.bytes + catalogue.blocks.bytes
  }
  // What grows: the first piece of each column is there for any log.
  const before = readUpTo(1_000_000)
  const records = catalogue.count
  const taken = readUpTo(3_000_000) - before
  expect(taken / (catalogue.count - records)).toBeLessThan(6)
})

/** Several records a second after `silence` seconds. */
function record(at: number, silence: number, hasStack: boolean): string {
  const time = new Date((1_795_068_002 + at * 0.2 + silence) * 1000).toISOString()
  const stack = hasStack ? '\n\tat\n\t/workspace/pkg/service/signal.go:199' : ''
  return `${time}\tINFO\tlivekit\ta/b.go:1\tmessage ${at % 300}\t{"n": ${at}}${stack}\n`
}
