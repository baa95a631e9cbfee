import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'

import { ruleSetWith } from '#engine/rules'

import { Catalogue } from '../index/catalogue'
import { KindTable } from '../index/kind-table'
import { shownAmong } from '../view/counted'
import { anyLog, crashLog } from '../kernel/any-log'
import { FastScanner } from '../kernel/fast-scanner'
import { readParallel } from './read-parallel'
import { SegmentScanner } from './segment-scanner'
import { threadlessPool } from './threadless-pool'

const RULES = ruleSetWith([])
const REFERENCE_TIME = Date.UTC(2026, 10, 20)
const RUNS = Number(process.env['LOGSIEVE_PROPERTY_RUNS'] ?? 60)

const folder = mkdtempSync(join(tmpdir(), 'logsieve-parallel-'))
afterAll(() => rmSync(folder, { recursive: true }))

function contentOf({ index, kinds, blocks, stats, totals }: Catalogue) {
  return {
    records: Array.from({ length: index.count }, (_, record) => [
      index.offsetOf(record),
      index.lineOf(record),
      index.timeOf(record),
      index.kindOf(record),
    ]),
    kinds: kinds.kinds.map((kind, number) => ({
      ...kind,
      group: kinds.groupOf(number),
      total: totals[number],
      ...stats.get(number),
    })),
    shown: Array.from({ length: blocks.blocks }, (_, block) =>
      kinds.kinds.map((_, kind) =>
        shownAmong(
          blocks.pairsIn(block),
          Uint8Array.from({ length: kind + 1 }, (_, at) => (at === kind ? 1 : 0)),
        ),
      ),
    ),
  }
}

async function read(bytes: Buffer, workers: number, segmentBytes: number, maxShapes: number) {
  const path = join(folder, 'log')
  writeFileSync(path, bytes)
  const scanner = new FastScanner(RULES, REFERENCE_TIME)
  const catalogue = new Catalogue(new KindTable(RULES, maxShapes))
  let position = 0
  const cut = workers === 0 ? null : scanner.findCut(bytes, true)
  let segments = 0
  if (cut !== null) {
    scanner.feed(bytes.subarray(0, cut), catalogue)
    scanner.finish(catalogue)
    position = cut
    const files = Array.from({ length: workers }, () => openSync(path, 'r'))
    const pool = threadlessPool(
      files.map((file) => new SegmentScanner(RULES, REFERENCE_TIME, [{ from: 0, start: 0, file }])),
    )
    await readParallel(
      pool,
      cut,
      bytes.length,
      {
        findCut: (from) => {
          const found = scanner.findCut(bytes.subarray(from - 1), false)
          return Promise.resolve(found === null ? null : from - 1 + found)
        },
        adopt: ({ kinds }) => kinds.map((kind) => catalogue.kinds.adopt(kind)),
        take: ({ part, lines, lastTime }, numbers, to) => {
          const linesBefore = scanner.reference.nextLine - 1
          scanner.passOver(to - position, lines, lastTime, catalogue)
          catalogue.appendPart(part, numbers, position, linesBefore)
          position = to
          segments++
          return true
        },
      },
      segmentBytes,
    )
    files.forEach(closeSync)
  }
  scanner.feed(bytes.subarray(position), catalogue)
  scanner.finish(catalogue)
  return { content: contentOf(catalogue), segments }
}

test('the index does not depend on the number of workers', { timeout: 600_000 }, async () => {
  let segments = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(anyLog, anyLog, crashLog), { minLength: 4, maxLength: 10 }),
      fc.integer({ min: 50, max: 1500 }),
      // More unknown messages than are told apart, or not.
      fc.constantFrom(3, 10, 4096),
      async (logs, segmentBytes, maxShapes) => {
        const bytes = Buffer.concat(logs)
        const alone = await read(bytes, 0, segmentBytes, maxShapes)
        for (const workers of [1, 2, 3]) {
          const together = await read(bytes, workers, segmentBytes, maxShapes)
          expect(together.content).toEqual(alone.content)
          segments += together.segments
        }
      },
    ),
    { numRuns: RUNS },
  )
  // Otherwise there was nothing to see; how often such a log can be cut is left to chance.
  expect(segments).toBeGreaterThan(RUNS / 4)
})
