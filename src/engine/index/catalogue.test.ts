import { expect, test } from 'vitest'

import { ruleSetWith } from '#engine/rules'

import { FastScanner } from '../kernel/fast-scanner'
import { Catalogue } from './catalogue'
import { KindTable } from './kind-table'

test('a record takes at most 6 bytes in all', { timeout: 60_000 }, () => {
  const rules = ruleSetWith([])
  const scanner = new FastScanner(rules, 0)
  const catalogue = new Catalogue(new KindTable(rules))
  const bytes = Buffer.from(Array.from({ length: 4000 }, (_, at) => record(at)).join(''))
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

/** A busy log: several records a second, one in 50 with a stack, now and then a silence of minutes. */
function record(at: number): string {
  const time = 1_795_068_002 + at * 0.2 + Math.floor(at / 500) * 300
  const stack = at % 50 === 0 ? '\tat\n\t/workspace/pkg/service/signal.go:199' : ''
  return `${new Date(time * 1000).toISOString()}\tINFO\tlivekit\ta/b.go:1\tmessage ${at % 300}${stack}\n`
}
