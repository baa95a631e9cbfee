// Other projects that read this file must know the module too.
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- it declares, it exports nothing
/// <reference path="./virtual.d.ts" />
import { closeSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { WORKER } from 'virtual:scan-worker'
import { expect, test } from 'vitest'

import { sharedTestFolder } from '#testing/test-folder'

import type { IngestOptions } from '../ingest/log-ingest'
import { LogDocument } from '../log-document'
import { ruleSetWith } from '../rules'
import { ThreadPool } from './pool'

const RULES = ruleSetWith([])
const REFERENCE_TIME = Date.UTC(2026, 10, 20)

const folder = sharedTestFolder()
const path = join(folder, 'log')

const STACK = ['github.com/livekit/livekit-server/pkg/rtc.(*Room).Join', '\t/workspace/room.go:1']

/** Known and unknown messages, of which each part of the log has others, and stacks. */
function lines(part: number): string {
  return Array.from({ length: 1000 }, (_, at) => {
    const message =
      at % 3 === 0 ? 'closing room' : `statement ${letters(part * 7 + (at % 9))} ended`
    const ts = (1_795_068_002 + part * 100 + at * 0.1).toFixed(6)
    const record = `{"level":"info","ts":${ts},"logger":"livekit","caller":"a/b.go:1","msg":"${message}","room":"${'x'.repeat(at % 200)}"}`
    return [record, ...(at % 100 === 0 ? STACK : []), ''].join('\n')
  }).join('')
}

function letters(number: number): string {
  return String.fromCharCode(97 + (number % 26), 97 + (Math.floor(number / 26) % 26))
}

async function read(options: IngestOptions) {
  const document = await LogDocument.open(path, RULES, REFERENCE_TIME, [], options)
  try {
    await document.readOn(() => true)
    const { records, categories, levels } = document.status()
    const rows = await document.rows(records - 20, 20)
    return { records, categories, levels, triage: await document.triage(), rows }
  } finally {
    await document.close()
  }
}

test('all processors together find in a log what one finds alone', async () => {
  const part = Array.from({ length: 40 }, (_, number) => lines(number)).join('')
  writeFileSync(path, part.repeat(5))
  const file = openSync(path, 'r')
  const pool = new ThreadPool(WORKER, [{ from: 0, start: 0, file }], RULES, REFERENCE_TIME)
  const scanners = new Set<number>()
  const together = await read({
    scanWorker: WORKER,
    parallelFrom: 0,
    makePool: () => ({
      size: pool.size,
      teach: (known) => {
        pool.teach(known)
      },
      scan: async (from, to) => {
        const scanned = await pool.scan(from, to)
        if (scanned.segment) scanners.add(scanned.scanner)
        return scanned
      },
      close: () => pool.close(),
    }),
  })
  closeSync(file)
  expect(together).toEqual(await read({}))
  // Two segments, of which no scanner may take both while another one waits.
  expect(scanners.size).toBe(Math.min(2, pool.size))
})
