import { availableParallelism } from 'node:os'

import { SearchThread } from './search-thread'
import type { Outcome, Task } from './task'

/** A disk or the memory is the limit long before more threads than that are busy. */
const MAX_THREADS = 4

/** The search workers of one document; they start when there is something to search. */
export class SearchPool {
  readonly #threads = Array.from(
    { length: Math.min(MAX_THREADS, availableParallelism()) },
    () => new SearchThread(),
  )

  get hasRoom(): boolean {
    return this.#threads.some(({ hasRoom }) => hasRoom)
  }

  want(query: number): void {
    for (const thread of this.#threads) thread.want(query)
  }

  /** Gives the task to the thread that has the least to do. */
  run(task: Task): Promise<Outcome> {
    const idlest = this.#threads.reduce((least, thread) =>
      thread.tasks < least.tasks ? thread : least,
    )
    return idlest.run(task)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.stop()))
  }
}
