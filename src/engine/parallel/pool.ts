import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'
import type { Rule } from '#shared/rules/rule'

import type { ByteFiles } from '../log-bytes'
import type { ScannedSegment } from './segment-scanner'

/** Scans segments; segments that one scanner gets come in the order of the log. */
export interface SegmentPool {
  readonly size: number
  /** @returns which of the scanners did it, and the segment, or null where it could not */
  readonly scan: (from: number, to: number) => Promise<PooledSegment>
  readonly close: () => Promise<void>
}

export interface PooledSegment {
  readonly scanner: number
  readonly segment: ScannedSegment | null
}

/** What a worker is started with. */
export interface WorkerTask {
  /** Descriptors: they are the same in all threads of a process. */
  readonly files: ByteFiles
  /** Of a RuleSet, as its `ownCount`. */
  readonly rules: readonly Rule[]
  readonly ownCount: number
  readonly reference: Milliseconds
}

/** More read no faster than a disk or the memory can tell. */
const MAX_WORKERS = 8

interface Waiting {
  readonly from: number
  readonly to: number
  readonly resolve: (segment: PooledSegment) => void
  readonly reject: (error: Error) => void
}

/** Worker threads, each with a kernel of its own. */
export class WorkerPool implements SegmentPool {
  readonly size: number
  readonly #workers: readonly Worker[]
  readonly #idle: number[] = []
  readonly #busy = new Map<number, Waiting>()
  readonly #queue: Waiting[] = []
  #failure: Error | null = null

  /** @param script engine/scan-worker of the bundle */
  constructor(script: URL, files: ByteFiles, rules: RuleSet, reference: Milliseconds) {
    this.size = Math.min(MAX_WORKERS, availableParallelism())
    const { ownCount } = rules
    const workerData: WorkerTask = { files, rules: rules.rules, ownCount, reference }
    this.#workers = Array.from({ length: this.size }, (_, number) => {
      const worker = new Worker(script, { workerData })
      worker.on('message', (segment: ScannedSegment | null) => {
        const done = this.#busy.get(number)
        this.#busy.delete(number)
        this.#idle.push(number)
        this.#next()
        done?.resolve({ scanner: number, segment })
      })
      worker.on('error', (error) => {
        this.#failure = error
        for (const { reject } of [...this.#busy.values(), ...this.#queue]) reject(error)
      })
      this.#idle.push(number)
      return worker
    })
  }

  scan(from: number, to: number): Promise<PooledSegment> {
    if (this.#failure) return Promise.reject(this.#failure)
    return new Promise((resolve, reject) => {
      this.#queue.push({ from, to, resolve, reject })
      this.#next()
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()))
  }

  #next(): void {
    const number = this.#idle[0]
    const task = this.#queue[0]
    if (number === undefined || !task) return
    this.#idle.shift()
    this.#queue.shift()
    this.#busy.set(number, task)
    this.#workers[number]?.postMessage({ from: task.from, to: task.to })
  }
}
