import { openSync, readSync } from 'node:fs'
import { join } from 'node:path'

import { Catalogue } from '#engine/index/catalogue'
import { KindTable } from '#engine/index/kind-table'
import { FastScanner } from '#engine/kernel/fast-scanner'
import { LogDocument } from '#engine/log-document'
import { ruleSetWith } from '#engine/rules'
import { RecordScanner } from '#engine/scan/scanner'
import { View } from '#engine/view/view'

import { generate, MESSAGES, type Shape, SHAPES } from './generate'

/*
 * One measurement a process, so that none profits from what another warmed up: the seconds it took,
 * without the start of Node and the reading of the rules.
 */

const [, , what = '', argument = '', folder = ''] = process.argv
const rules = ruleSetWith([])
const REFERENCE_TIME = Date.UTC(2026, 10, 22)
const keptFolder = join(folder, 'kept')

const SCAN_WORKER = new URL('./scan-worker.mjs', import.meta.url)

const MEASUREMENTS: Readonly<Record<string, () => Promise<string> | string>> = {
  reference: () => {
    const scanner = new RecordScanner(rules, REFERENCE_TIME)
    const catalogue = new Catalogue(new KindTable(rules))
    const buffer = Buffer.alloc(1024 * 1024)
    return timed(() =>
      eachSlice(argument, buffer, (slice) =>
        scanner.feed(slice, (record) => catalogue.take(record)),
      ),
    )
  },
  kernel: () => {
    const scanner = new FastScanner(rules, REFERENCE_TIME)
    const catalogue = new Catalogue(new KindTable(rules))
    return timed(() => {
      eachSlice(argument, scanner.inputs[0], (slice) => scanner.feed(slice, catalogue))
      scanner.finish(catalogue)
    })
  },
  parallel: () => timedOpening({ scanWorker: SCAN_WORKER }),
  open: () => opening(),
  keep: () => timedOpening({ keptFolder, keptFrom: 0 }),
  kept: () => timedOpening({ keptFolder, keptFrom: 0 }),
  shapes: () => JSON.stringify({ shapes: SHAPES, messages: MESSAGES }),
  generate: () => {
    const [shape, bytes] = argument.split(':')
    return String(generate(join(folder, `${shape}.log`), Number(bytes), shape as Shape))
  },
  large: () => JSON.stringify(large(Number(argument))),
}

process.stdout.write(String(await MEASUREMENTS[what]?.()))

async function timedOpening(options: Parameters<typeof LogDocument.open>[4]): Promise<string> {
  const start = performance.now()
  const document = await LogDocument.open(argument, rules, REFERENCE_TIME, [], options)
  await document.readOn(() => true)
  const seconds = (performance.now() - start) / 1000
  await document.close()
  return String(seconds)
}

/** As the window does it: the first rows are asked for as soon as there are any. */
async function opening(): Promise<string> {
  const anew = await open({ scanWorker: SCAN_WORKER })
  const memory = process.resourceUsage().maxRSS / 1024
  await timedOpening({ scanWorker: SCAN_WORKER, keptFolder, keptFrom: 0 })
  const known = await open({ scanWorker: SCAN_WORKER, keptFolder, keptFrom: 0 })
  return JSON.stringify({
    records: anew.records,
    'first rows, ms': Math.round(anew.firstRows),
    'all read, s': (anew.allRead / 1000).toFixed(1),
    'peak memory, MB': Math.round(memory),
    'first rows with its index, ms': Math.round(known.firstRows),
    'all there, s': (known.allRead / 1000).toFixed(1),
  })
}

async function open(options: Parameters<typeof LogDocument.open>[4]) {
  const start = performance.now()
  const sinceStart = () => performance.now() - start
  const document = await LogDocument.open(argument, rules, REFERENCE_TIME, [], options)
  const firstRows: Promise<number>[] = []
  await document.readOn(() => {
    if (firstRows.length === 0) firstRows.push(document.rows(0, 50).then(sinceStart))
    return true
  })
  const allRead = sinceStart()
  const { records } = document.status()
  await document.close()
  return { records, firstRows: (await firstRows[0]) ?? 0, allRead }
}

function timed(run: () => void): string {
  const start = performance.now()
  run()
  return String((performance.now() - start) / 1000)
}

function eachSlice(path: string, buffer: Buffer, take: (slice: Buffer) => void): void {
  const file = openSync(path, 'r')
  for (let at = 0; ;) {
    const bytes = readSync(file, buffer, 0, buffer.length, at)
    if (bytes === 0) return
    take(buffer.subarray(0, bytes))
    at += bytes
  }
}

/** An index of very many records, of a log that is never written: its lines come round and round. */
function large(records: number) {
  const scanner = new FastScanner(rules, REFERENCE_TIME)
  const catalogue = new Catalogue(new KindTable(rules))
  const slice = Buffer.from(
    Array.from({ length: 4000 }, (_, at) => {
      const time = (1_795_068_002 + at * 0.05).toFixed(6)
      const message =
        at % 50 === 0
          ? `took ${at} ms`
          : ['participant active', 'closing room', 'mediaTrack published'][at % 3]
      const stack = at % 200 === 0 ? '\n\t/workspace/pkg/service/signal.go:199' : ''
      return `{"level":"info","ts":${time},"logger":"livekit","caller":"a/b.go:1","msg":"${message}","room":"${'x'.repeat(at % 90)}"}${stack}\n`
    }).join(''),
  )
  while (catalogue.count < records) scanner.feed(slice, catalogue)
  const { index, blocks, kinds } = catalogue
  const isShown = new Uint8Array(0x10000)
  const shown = kinds.kinds.map((_, kind) => kind).filter((kind) => kind % 2 === 0)
  for (const kind of shown) isShown[kind] = 1
  // Its sums are made when they are asked for.
  const filter = times(20, () => new View(index, blocks, isShown).shown)
  const view = new View(index, blocks, isShown)
  const select = times(2000, (round) => view.select(Math.floor((round / 2000) * view.shown), 1))
  const place = times(2000, (round) => index.offsetOf(Math.floor((round / 2000) * index.count)))
  return {
    'index, bytes a record': (index.bytes / index.count).toFixed(3),
    'block counts, bytes a record': (blocks.bytes / index.count).toFixed(3),
    'filter change, ms': filter.toFixed(2),
    'k-th visible record, ms': select.toFixed(4),
    'offset of a record, ms': place.toFixed(4),
  }
}

/** Milliseconds of one of many runs, the median. */
function times(count: number, run: (round: number) => unknown): number {
  const measured = Array.from({ length: count }, (_, round) => {
    const start = performance.now()
    run(round)
    return performance.now() - start
  }).sort((a, b) => a - b)
  return measured[count >> 1] ?? 0
}
