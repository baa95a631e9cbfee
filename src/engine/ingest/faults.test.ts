import { closeSync, openSync, renameSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'

import { LogDocument } from '#engine/log-document'
import { ruleSetWith } from '#engine/rules'
import { sharedTestFolder } from '#testing/test-folder'

import type { PooledSegment } from '../parallel/pool'
import { SegmentScanner } from '../parallel/segment-scanner'
import { threadlessPool } from '../parallel/threadless-pool'
import { IndexFullError, type IngestOptions } from './log-ingest'

const RULES = ruleSetWith([])
const REFERENCE_TIME = Date.UTC(2026, 10, 20)

const folder = sharedTestFolder()

const path = join(folder, 'a.log')

/** Some segments of what the workers are given, and lines of every sort in them. */
const LINES = [
  '{"level":"info","ts":1795068010.1,"logger":"livekit","caller":"rtc/participant.go:1367","msg":"participant closing","room":"a","reason":"JOIN_TIMEOUT"}',
  '2026-01-15T14:19:02.001Z\tERROR\tlivekit\tservice/signal.go:199\tcould not handle new participant\t{"room": "a"}',
  'github.com/livekit/livekit-server/pkg/service.(*SignalServer).Start',
  '\t/workspace/pkg/service/signal.go:199',
  '{"level":"info","ts":1795068012.25,"logger":"livekit","caller":"a/b.go:1","msg":"nobody knows this one"}',
].join('\n')
const LOG = Buffer.from(`${LINES}\n`.repeat(Math.ceil(60e6 / LINES.length)))

beforeEach(() => writeFileSync(path, LOG))

async function read(options: IngestOptions = {}, afterSlice = () => true) {
  const document = await LogDocument.open(path, RULES, REFERENCE_TIME, [], options)
  try {
    await document.readOn(afterSlice)
    return await contentOf(document)
  } finally {
    await document.close()
  }
}

async function contentOf(document: LogDocument) {
  const { records, categories, levels } = document.status()
  return {
    counts: { records, categories, levels },
    triage: await document.triage(),
    rows: await document.rows(Math.max(0, records - 20), 20),
  }
}

/** Two scanners of which something happens to at a segment. */
function parallel(onSegment: (segment: number) => Promise<PooledSegment> | void): IngestOptions {
  const files = [openSync(path, 'r'), openSync(path, 'r')]
  const pool = threadlessPool(files.length, (number, known) => {
    const own = { from: 0, start: 0, file: files[number] ?? null }
    return new SegmentScanner(RULES, REFERENCE_TIME, [own], known)
  })
  let segments = 0
  return {
    scanWorker: new URL('file:///unused'),
    parallelFrom: 0,
    makePool: () => ({
      ...pool,
      scan: (from, to) => onSegment(++segments) ?? pool.scan(from, to),
      close: () => {
        files.forEach(closeSync)
        return Promise.resolve()
      },
    }),
  }
}

test('a log that shrinks while workers scan it is read up to its new end', async () => {
  const shrunk = await read(
    parallel((segment) => {
      if (segment === 2) truncateSync(path, 30_000_007)
    }),
  )
  writeFileSync(path, LOG.subarray(0, 30_000_007))
  expect(shrunk).toEqual(await read())
})

test.each([
  ['shrinks', () => truncateSync(path, 10_000_003), LOG.subarray(0, 10_000_003)],
  ['vanishes', () => unlinkSync(path), LOG],
  [
    'is replaced',
    () => {
      writeFileSync(`${path}.new`, 'another one\n')
      renameSync(`${path}.new`, path)
    },
    LOG,
  ],
])('a log that %s while it is read', async (_, happen, expected) => {
  let slices = 0
  const found = await read({}, () => {
    if (++slices === 3) happen()
    return true
  })
  writeFileSync(path, expected)
  expect(found).toEqual(await read())
})

test('what a worker that fails leaves undone is done without it, and told', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue()
  const found = await read(
    parallel((segment) => {
      if (segment === 2) return Promise.reject(new Error('the thread has ended'))
    }),
  )
  expect(told).toHaveBeenCalledOnce()
  told.mockRestore()
  expect(found).toEqual(await read())
})

test('when reading fails half way, what was read stays right', async () => {
  const document = await LogDocument.open(path, RULES, REFERENCE_TIME, [])
  const closed: Promise<void>[] = []
  await expect(
    document.readOn(() => {
      if (closed.length === 0) closed.push(document.close())
      return true
    }),
  ).rejects.toThrow()
  await closed[0]
  const { records, indexedBytes } = document.status()
  writeFileSync(path, LOG.subarray(0, indexedBytes))
  const { counts } = await read()
  // Of the last ones it is not known whether they are complete.
  expect(counts.records - records).toBeLessThanOrEqual(2)
  expect(records).toBeGreaterThan(100)
})

test('an index that has reached its limit says so, and holds what it has', async () => {
  const options = { maxIndexBytes: 1_000_000 }
  const document = await LogDocument.open(path, RULES, REFERENCE_TIME, [], options)
  try {
    await expect(document.readOn(() => true)).rejects.toThrow(IndexFullError)
    const { records, indexedBytes } = document.status()
    expect(indexedBytes).toBeLessThan(LOG.length)
    // The last one may not be complete.
    const rows = await document.rows(records - 20, 19)
    writeFileSync(path, LOG.subarray(0, indexedBytes))
    const whole = await LogDocument.open(path, RULES, REFERENCE_TIME, [])
    await whole.readOn(() => true)
    expect(rows).toEqual(await whole.rows(records - 20, 19))
    await whole.close()
  } finally {
    await document.close()
  }
})
