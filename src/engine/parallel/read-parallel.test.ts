import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ruleSetWith } from '#engine/rules'
import { sharedTestFolder } from '#testing/test-folder'

import { Catalogue } from '../index/catalogue'
import { KindTable } from '../index/kind-table'
import { shownAmong } from '../view/counted'
import { anyLog, crashLog, mergedOf } from '../kernel/any-log'
import { FastScanner } from '../kernel/fast-scanner'
import { readParallel } from './read-parallel'
import { SegmentScanner } from './segment-scanner'
import { threadlessPool } from './threadless-pool'

const RULES = ruleSetWith([])
const REFERENCE_TIME = Date.UTC(2026, 10, 20)
const RUNS = Number(process.env['LOGSIEVE_PROPERTY_RUNS'] ?? 40)

const folder = sharedTestFolder()

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

interface Reading {
  readonly segmentBytes: number
  readonly maxShapes: number
  /** How much of it is read before the scanners begin, which are told what was learned. */
  readonly alone: number
}

async function read(bytes: Buffer, workers: number, { segmentBytes, maxShapes, alone }: Reading) {
  const path = join(folder, 'log')
  writeFileSync(path, bytes)
  const scanner = new FastScanner(RULES, REFERENCE_TIME)
  const catalogue = new Catalogue(new KindTable(RULES, maxShapes))
  let position = 0
  const from = Math.floor(alone * bytes.length)
  const found = workers === 0 ? null : scanner.findCut(bytes.subarray(from), from === 0)
  const cut = found === null ? null : from + found
  let segments = 0
  if (cut !== null) {
    // As a log is read: many shapes can be full before that.
    for (let at = 0; at < cut; at += 1000) {
      scanner.feed(bytes.subarray(at, Math.min(at + 1000, cut)), catalogue)
    }
    scanner.finish(catalogue)
    position = cut
    const files = Array.from({ length: workers }, () => openSync(path, 'r'))
    const pool = threadlessPool(workers, (number, known) => {
      const own = { from: 0, start: 0, file: files[number] ?? null }
      return new SegmentScanner(RULES, REFERENCE_TIME, [own], known)
    })
    await readParallel(
      pool,
      cut,
      bytes.length,
      { scanner: scanner.knowledge, kinds: catalogue.kinds.known },
      {
        findCut: (from) => {
          const found = scanner.findCut(bytes.subarray(from - 1), false)
          return Promise.resolve(found === null ? null : from - 1 + found)
        },
        adopt: ({ kinds }) => kinds.map((kind) => catalogue.kinds.adopt(kind)),
        take: ({ content, lines, lastTime }, numbers, to) => {
          const linesBefore = scanner.reference.nextLine - 1
          scanner.passOver(to - position, lines, lastTime, catalogue)
          catalogue.appendSegment(content, numbers, position, linesBefore)
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
      fc.array(fc.oneof(anyLog, anyLog, crashLog, mergedOf(anyLog)), {
        minLength: 4,
        maxLength: 10,
      }),
      fc.record({
        segmentBytes: fc.integer({ min: 50, max: 1500 }),
        // More unknown messages than are told apart, or not.
        maxShapes: fc.constantFrom(3, 10, 4096),
        alone: fc.constantFrom(0, 0, 0.3, 0.6),
      }),
      async (logs, reading) => {
        const bytes = Buffer.concat(logs)
        const alone = await read(bytes, 0, reading)
        for (const workers of [1, 2, 3]) {
          const together = await read(bytes, workers, reading)
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
