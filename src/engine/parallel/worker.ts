import { parentPort, workerData } from 'node:worker_threads'

import { RuleSet } from '#shared/rules/compile'

import type { WorkerTask } from './pool'
import { type ScannedSegment, SegmentScanner } from './segment-scanner'

/*
 * A worker thread of WorkerPool: scans the segments that it is told, for as long as it is let live.
 */

const { files, rules, ownCount, reference } = workerData as WorkerTask
const pack = { pack: 'all', title: { en: '', ru: '' } }
const ruleSet = new RuleSet(
  [{ ...pack, rules: rules.slice(ownCount) }],
  [{ ...pack, rules: rules.slice(0, ownCount) }],
)
const scanner = new SegmentScanner(ruleSet, reference, files)

parentPort?.on('message', ({ from, to }: { readonly from: number; readonly to: number }) => {
  const segment = scanner.scan(from, to)
  parentPort?.postMessage(segment, segment === null ? [] : buffersOf(segment))
})

/** Handed over instead of copied. */
function buffersOf({ part: { columns } }: ScannedSegment): ArrayBuffer[] {
  const { steps, kinds, seconds, longSteps, farSeconds, extraLines } = columns
  const exceptions = [longSteps, farSeconds, extraLines].flatMap(({ records, values }) => [
    records,
    values,
  ])
  return [steps, kinds, seconds, ...exceptions].map(({ buffer }) => buffer as ArrayBuffer)
}
