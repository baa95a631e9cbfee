import { parentPort, workerData } from 'node:worker_threads'

import { reasonOf } from '#shared/reason-of'

import { BlockSearch, type FoundInBlock } from './block-search'
import { Control } from './control'
import { rangesIn } from './highlight'
import { highlighterOf, planOf } from './plan'
import type { Outcome, Task } from './task'

/*
 * The search worker: a thread that scans pieces of the file, one task after the other. It may hang
 * in a pattern, and is ended from outside then (worker-pool.ts).
 */

const port = parentPort
if (port === null) throw new Error('the search worker is a thread')

const control = new Control(workerData as SharedArrayBuffer)

let current = 0

const search = new BlockSearch({
  isWanted: () => {
    control.goOn()
    return control.wanted === current
  },
  onReading: (isReading) => control.setAtWork(!isReading),
})

let planned = 0

port.on('message', (task: Task) => {
  control.goOn()
  control.setAtWork(true)
  let outcome: Outcome
  try {
    outcome = outcomeOf(task)
  } catch (error) {
    outcome = { kind: 'failed', message: reasonOf(error) }
  }
  control.setAtWork(false)
  port.postMessage(outcome)
})

function outcomeOf(task: Task): Outcome {
  if (task.kind === 'highlight') {
    const pattern = highlighterOf(task.query)
    return { kind: 'highlighted', ranges: task.texts.map((text) => rangesIn(text, pattern)) }
  }
  current = task.number
  if (planned !== current) search.use(planOf(task.query))
  planned = current
  const found: FoundInBlock[] = []
  for (const part of task.parts) {
    const inBlock = search.search(task.files, part, task.isMerged)
    if (inBlock === null) return { kind: 'dropped' }
    found.push(inBlock)
  }
  return { kind: 'found', parts: found }
}
