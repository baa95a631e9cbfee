import { describe, expect, test, vi } from 'vitest'

import type { Rows } from '#shared/protocol/document'
import type { RecordRow } from '#shared/record'
import { BLOCK_ROWS } from '#shared/sight'

import { RowCache } from './RowCache'

function rowOf(record: number): RecordRow {
  return {
    record,
    line: record + 1,
    lines: 1,
    time: null,
    level: null,
    component: null,
    message: `message ${record}`,
    source: null,
    fields: '',
    isGone: false,
    rule: null,
    category: 'unknown',
  }
}

function rowsOf(view: number, from: number, count: number): Rows {
  return { view, from, rows: Array.from({ length: count }, (_, index) => rowOf(from + index)) }
}

/** A cache over an engine whose answers wait until they are let through. */
function setUp(shown: number, view = 1) {
  const engine = { shown, view, asked: [] as number[], answers: [] as (() => void)[] }
  const onRows = vi.fn()
  const cache = new RowCache((from, count) => {
    engine.asked.push(from)
    return new Promise((resolve) => {
      const answer = rowsOf(engine.view, from, Math.min(count, engine.shown - from))
      engine.answers.push(() => resolve(answer))
    })
  }, onRows)
  cache.reset(view, shown)
  const settle = async () => {
    while (engine.answers.length > 0) {
      engine.answers.splice(0).forEach((answer) => answer())
      await Promise.resolve()
      await Promise.resolve()
    }
  }
  return { cache, engine, onRows, settle }
}

describe('RowCache', () => {
  test('gives rows once they have arrived, and asks for a block once', async () => {
    const { cache, engine, onRows, settle } = setUp(1000)
    cache.want(60, 70)
    cache.want(60, 70)
    expect(cache.rowAt(63)).toBeNull()
    await settle()
    expect([cache.rowAt(63)?.record, cache.rowAt(64)?.record, cache.rowAt(128)]).toEqual([
      63,
      64,
      null,
    ])
    expect([engine.asked, onRows.mock.calls.length]).toEqual([[0, 64], 2])
  })

  test('drops answers of an older view', async () => {
    const { cache, engine, settle } = setUp(1000)
    cache.want(0, 10)
    cache.reset(2, 500)
    await settle()
    expect(cache.rowAt(0)).toBeNull()
    engine.view = 2
    cache.want(0, 10)
    await settle()
    expect(cache.rowAt(0)?.record).toBe(0)
  })

  test('fetches the last block again when the view grows, and shows the old rows until then', async () => {
    const { cache, engine, settle } = setUp(100)
    cache.want(90, 120)
    await settle()
    engine.shown = 110
    cache.grow(110)
    expect([cache.rowAt(99)?.record, cache.rowAt(105)]).toEqual([99, null])
    await settle()
    expect([cache.rowAt(105)?.record, engine.asked]).toEqual([105, [64, 64]])
  })

  test('does not ask for ever when the engine gives fewer rows than it told', async () => {
    const { cache, engine, settle } = setUp(100)
    engine.shown = 90
    cache.want(64, 99)
    await settle()
    cache.want(64, 99)
    await settle()
    expect(engine.asked).toEqual([64])
  })

  test('asks for what is wanted now, not for all that was wanted on the way', async () => {
    const { cache, engine, settle } = setUp(1_000_000)
    for (let from = 0; from < 100_000; from += 1000) cache.want(from, from + 30)
    await settle()
    expect(engine.asked.length).toBeLessThan(8)
    expect(cache.rowAt(99_010)?.record).toBe(99_010)
  })

  test('keeps a bounded number of blocks', async () => {
    const { cache, settle } = setUp(1_000_000)
    for (let block = 0; block < 50; block++) {
      cache.want(block * BLOCK_ROWS, block * BLOCK_ROWS)
      await settle()
    }
    expect([cache.rowAt(0), cache.rowAt(49 * BLOCK_ROWS)?.record]).toEqual([null, 49 * BLOCK_ROWS])
  })

  test('takes rows that were fetched ahead', () => {
    const { cache, engine } = setUp(1000)
    cache.put(rowsOf(1, 128, 128))
    cache.put(rowsOf(7, 0, 64))
    cache.want(128, 255)
    expect([cache.rowAt(200)?.record, cache.rowAt(0), engine.asked]).toEqual([200, null, []])
  })
})
