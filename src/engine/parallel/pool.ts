import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

import type { Milliseconds } from '#shared/record'
import type { RuleSet } from '#shared/rules/compile'

import type { ByteFiles } from '../log-bytes'
import { type LogKnowledge, type ScannedSegment, SegmentScanner } from './segment-scanner'

/** Scans segments; segments that one scanner gets come in the order of the log. */
export interface SegmentPool {
  readonly size: number
  /** Tells all scanners what is known of the log, before the first segment. */
  readonly teach: (known: LogKnowledge) => void
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
  /** Of a RuleSet as its `ownCount`, in JSON: that is copied and read sooner than objects are. */
  readonly rules: string
  readonly ownCount: number
  readonly reference: Milliseconds
}

/** What a worker is told. */
export type WorkerMessage =
  { readonly known: LogKnowledge } | { readonly from: number; readonly to: number }

/** More read no faster than a disk or the memory can tell. */
const MAX_THREADS = 8

interface Segment {
  readonly from: number
  readonly to: number
}

interface Waiting extends Segment {
  readonly resolve: (segment: PooledSegment) => void
  readonly reject: (error: Error) => void
}

/** One thread, with a kernel of its own. */
interface ScanThread {
  /** Segments that it may have at a time. */
  readonly room: number
  readonly teach: (known: LogKnowledge) => void
  readonly begin: (segment: Segment) => void
}

/** What a thread tells when it is done, or that it failed. */
interface ScanListener {
  readonly done: (segment: ScannedSegment | null) => void
  readonly failed: (error: Error) => void
}

/**
 * This thread and workers beside it, so that all processors work: a thread that is there already
 * need not start, nor compile what it ran before.
 */
export class ThreadPool implements SegmentPool {
  readonly size = Math.min(MAX_THREADS, availableParallelism())
  readonly #workers: readonly Worker[]
  readonly #threads: readonly ScanThread[]
  /** By thread: the segments that it has, in their order. */
  readonly #given: readonly Waiting[][]
  readonly #queue: Waiting[] = []
  #failure: Error | null = null

  /** @param script engine/scan-worker of the bundle */
  constructor(script: URL, files: ByteFiles, rules: RuleSet, reference: Milliseconds) {
    const { ownCount } = rules
    const json = JSON.stringify(rules.rules)
    const workerData: WorkerTask = { files, rules: json, ownCount, reference }
    this.#given = Array.from({ length: this.size }, () => [])
    this.#workers = this.#given.slice(1).map(() => new Worker(script, { workerData }))
    const others = this.#workers.map((worker, at) => threadOf(worker, this.#listenerOf(at + 1)))
    const make = (known: LogKnowledge) => new SegmentScanner(rules, reference, files, known)
    this.#threads = [ownThread(make, this.#listenerOf(0)), ...others]
  }

  teach(known: LogKnowledge): void {
    for (const thread of this.#threads) thread.teach(known)
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

  #listenerOf(scanner: number): ScanListener {
    return {
      done: (segment) => {
        const done = this.#given[scanner]?.shift()
        this.#next()
        done?.resolve({ scanner, segment })
      },
      failed: (error) => {
        this.#failure = error
        for (const { reject } of [...this.#given.flat(), ...this.#queue]) reject(error)
      },
    }
  }

  /** Gives the next segment to a thread that has nothing to do, or to one that will have nothing. */
  #next(): void {
    for (const wanted of [0, 1]) {
      for (const [scanner, thread] of this.#threads.entries()) {
        const given = this.#given[scanner]
        if (given?.length !== wanted || thread.room <= wanted) continue
        const segment = this.#queue.shift()
        if (!segment) return
        given.push(segment)
        thread.begin(segment)
      }
    }
  }
}

function threadOf(worker: Worker, { done, failed }: ScanListener): ScanThread {
  const tell = (message: WorkerMessage) => {
    worker.postMessage(message)
  }
  worker.on('message', done)
  worker.on('error', failed)
  return {
    // It must not wait until this thread has taken what it found.
    room: 2,
    teach: (known) => {
      tell({ known })
    },
    begin: ({ from, to }) => {
      tell({ from, to })
    },
  }
}

/** This thread: between two slices all others get their turn. */
function ownThread(
  make: (known: LogKnowledge) => SegmentScanner,
  { done, failed }: ScanListener,
): ScanThread {
  let scanner: SegmentScanner | null = null
  const goOn = (slices: ReturnType<SegmentScanner['slices']>) => {
    setImmediate(() => {
      try {
        const next = slices.next()
        if (next.done) done(next.value)
        else goOn(slices)
      } catch (error) {
        failed(error instanceof Error ? error : new Error(String(error)))
      }
    })
  }
  return {
    room: 1,
    teach: (known) => {
      scanner = make(known)
    },
    begin: ({ from, to }) => {
      if (scanner) goOn(scanner.slices(from, to))
    },
  }
}
