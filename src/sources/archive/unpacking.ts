// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- a module that no file is
/// <reference path="./virtual.d.ts" />
import { Worker } from 'node:worker_threads'
import { WORKER } from 'virtual:unpack-worker'

import type { UnpackNews, UnpackTask } from './unpack'

/** A decoder that wants more than this is led astray by its archive. */
const MAX_MEGABYTES = 512

/**
 * Unpacks in a thread of its own, for some formats keep a processor busy. `tell` hears of the end
 * exactly once, unless `stop` comes before.
 */
export class Unpacking {
  readonly #worker: Worker
  #isOver = false

  constructor(task: UnpackTask, tell: (news: UnpackNews) => void) {
    this.#worker = new Worker(WORKER, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
    })
    const end = (news: UnpackNews) => {
      if (this.#isOver) return
      this.#isOver = news.kind === 'ended'
      tell(news)
    }
    this.#worker.on('message', end)
    this.#worker.on('error', ({ message }) => {
      end({ kind: 'ended', outcome: { kind: 'failed', detail: message } })
    })
  }

  async stop(): Promise<void> {
    this.#isOver = true
    await this.#worker.terminate()
  }
}
