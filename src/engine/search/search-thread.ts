// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- a module that no file is
/// <reference path="./virtual.d.ts" />
import { WORKER } from 'virtual:search-worker'
import { Worker } from 'node:worker_threads'

import { Control } from './control'
import type { Outcome, Task } from './task'

/** How often somebody looks whether a worker is stuck. */
const LOOK_MS = 100

/**
 * Looks without progress after which a worker is ended: a piece of 256 KiB takes a pattern some
 * milliseconds. Looks are counted and not seconds, so that a computer that slept ends nothing.
 */
const PATIENCE = { wanted: 10, highlight: 3, unwanted: 2 } as const

/** The next task lies ready while the worker is at one. */
const MAX_TASKS = 2

interface Assigned {
  readonly task: Task
  readonly settle: (outcome: Outcome) => void
}

/** A search worker and what it has to do. A new one takes the place of one that hung. */
export class SearchThread {
  readonly #control = new Control()
  readonly #assigned: Assigned[] = []
  #worker: Worker | null = null
  #watch: NodeJS.Timeout | null = null
  #lastBeat: number | null = null
  #looks = 0

  get hasRoom(): boolean {
    return this.#assigned.length < MAX_TASKS
  }

  get tasks(): number {
    return this.#assigned.length
  }

  /** Work for any other query is dropped as soon as the worker notices. */
  want(query: number): void {
    this.#control.wanted = query
  }

  run(task: Task): Promise<Outcome> {
    return new Promise((settle) => {
      this.#assigned.push({ task, settle })
      this.#worker ??= this.#start()
      this.#worker.postMessage(task, transferOf(task))
      this.#watch ??= setInterval(() => this.#look(), LOOK_MS)
    })
  }

  async stop(): Promise<void> {
    const worker = this.#worker
    this.#end({ kind: 'dropped' })
    await worker?.terminate()
  }

  #start(): Worker {
    const worker = new Worker(WORKER, { workerData: this.#control.buffer })
    worker.on('message', (outcome: Outcome) => {
      if (worker === this.#worker) this.#settleFirst(outcome)
    })
    worker.on('error', (error) => {
      if (worker === this.#worker) this.#end({ kind: 'failed', message: String(error) })
    })
    // A search must not keep a command alive that has ended.
    worker.unref()
    return worker
  }

  #settleFirst(outcome: Outcome): void {
    this.#looks = 0
    this.#assigned.shift()?.settle(outcome)
    if (this.#assigned.length === 0) this.#stopWatch()
  }

  #look(): void {
    const { beat } = this.#control
    const isStuck = beat !== null && beat === this.#lastBeat
    this.#looks = isStuck ? this.#looks + 1 : 0
    this.#lastBeat = beat
    if (this.#looks < this.#patience()) return
    void this.#worker?.terminate()
    this.#end({ kind: 'stuck' })
  }

  #patience(): number {
    const first = this.#assigned[0]?.task
    if (first?.kind === 'highlight') return PATIENCE.highlight
    return first?.number === this.#control.wanted ? PATIENCE.wanted : PATIENCE.unwanted
  }

  /** The worker is gone: the first task is why, the others are not to blame. */
  #end(outcome: Outcome): void {
    this.#worker = null
    this.#looks = 0
    this.#stopWatch()
    const [first, ...others] = this.#assigned.splice(0)
    this.#control.setAtWork(false)
    first?.settle(outcome)
    for (const { settle } of others) settle({ kind: 'dropped' })
  }

  #stopWatch(): void {
    if (this.#watch) clearInterval(this.#watch)
    this.#watch = null
  }
}

function transferOf(task: Task): ArrayBuffer[] {
  if (task.kind === 'highlight') return []
  return task.parts.map(({ places }) => places.steps.buffer)
}
