import { expect, test } from 'vitest'

import { ruleSetWith } from '#engine/rules'
import { readPack } from '#shared/rules/pack-text'

import { RecordCutter } from './record-cutter'

const PACK = `
pack: mine
rules:
  - id: mine.kettle
    match: { bare: true, prefix: the kettle }
    category: problem
    meaning: It boils.
`

const LOG = 'panic: boom\nthe kettle boils\n'

test('by other rules a line begins a record that went on with one', () => {
  const pack = readPack(PACK)
  if (!pack.ok) throw new Error(JSON.stringify(pack.mistakes))
  const cutBy = (...packs: Parameters<typeof ruleSetWith>[0]) => {
    const cutter = new RecordCutter(ruleSetWith([]), 0)
    cutter.setRules(ruleSetWith(packs))
    const begins: number[] = []
    const take = ({ offset }: { offset: number }) => begins.push(offset)
    cutter.feed(Buffer.from(LOG), take)
    cutter.finishOpen(take)
    return begins
  }
  expect(cutBy()).toEqual([0])
  expect(cutBy(pack.pack)).toEqual([0, LOG.indexOf('the')])
})
