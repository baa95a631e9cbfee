import { parentPort, workerData } from 'node:worker_threads'

import { RuleSet } from '#shared/rules/compile'
import type { Rule } from '#shared/rules/rule'

import type { WorkerMessage, WorkerTask } from './pool'
import { type ScannedSegment, SegmentScanner } from './segment-scanner'

/*
 * A worker thread of ThreadPool: scans the segments that it is told, for as long as it is let live.
 */

const { files, ownCount, reference, ...task } = workerData as WorkerTask
const rules = JSON.parse(task.rules) as readonly Rule[]
const pack = { pack: 'all', title: { en: '', ru: '' } }
const ruleSet = new RuleSet(
  [{ ...pack, rules: rules.slice(ownCount) }],
  [{ ...pack, rules: rules.slice(0, ownCount) }],
)
let scanner: SegmentScanner | null = null

parentPort?.on('message', (message: WorkerMessage) => {
  if ('known' in message) {
    scanner = new SegmentScanner(ruleSet, reference, files, message.known)
    return
  }
  const segment = scanner?.scan(message.from, message.to) ?? null
  parentPort?.postMessage(segment, segment === null ? [] : buffersOf(segment))
})

/** Handed over instead of copied. */
function buffersOf({ content }: ScannedSegment): ArrayBuffer[] {
  const { steps, kinds, seconds, longSteps, farSeconds, extraLines } = content.columns
  const exceptions = [longSteps, farSeconds, extraLines].flatMap(({ records, values }) => [
    records,
    values,
  ])
  const { counts, firstRecords, firstTimes, lastTimes } = content.stats
  const stats = [content.stats.kinds, counts, firstRecords, firstTimes, lastTimes]
  return [steps, kinds, seconds, ...exceptions, ...stats].map(({ buffer }) => buffer as ArrayBuffer)
}
