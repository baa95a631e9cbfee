/*
 * What the engine and a search worker tell each other while the worker is busy and reads no
 * messages: three numbers in shared memory.
 *
 *   0  the number of the query that is wanted; the worker drops work for any other
 *   1  counts the pieces that the worker has begun: it stands still where a pattern is stuck
 *   2  1 while a pattern may be at work, 0 while the worker reads or waits
 */

const WANTED = 0
const BEAT = 1
const IS_AT_WORK = 2

export class Control {
  readonly buffer: SharedArrayBuffer
  readonly #cells: Int32Array

  constructor(buffer = new SharedArrayBuffer(12)) {
    this.buffer = buffer
    this.#cells = new Int32Array(buffer)
  }

  get wanted(): number {
    return Atomics.load(this.#cells, WANTED)
  }

  set wanted(query: number) {
    Atomics.store(this.#cells, WANTED, query)
  }

  /** The beat of a worker that is at work, or null. */
  get beat(): number | null {
    return Atomics.load(this.#cells, IS_AT_WORK) === 1 ? Atomics.load(this.#cells, BEAT) : null
  }

  goOn(): void {
    Atomics.add(this.#cells, BEAT, 1)
  }

  setAtWork(isAtWork: boolean): void {
    Atomics.store(this.#cells, IS_AT_WORK, isAtWork ? 1 : 0)
  }
}
