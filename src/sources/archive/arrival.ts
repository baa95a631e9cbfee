/*
 * How much of a file is there that is still being written. The thread that unpacks it sleeps until
 * there is more: decoders ask for the next bytes and take them at once.
 */

export interface Arrived {
  readonly bytes: number
  /** Nothing more will come. */
  readonly isOver: boolean
}

/** Tells the other thread. */
export class Arrival {
  /** One number: what is there, or -1 minus that where nothing more will come. */
  readonly cell = new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT)
  readonly #number = new BigInt64Array(this.cell)

  tell({ bytes, isOver }: Arrived): void {
    Atomics.store(this.#number, 0, BigInt(isOver ? -1 - bytes : bytes))
    Atomics.notify(this.#number, 0)
  }
}

export function arrivedIn(cell: SharedArrayBuffer): Arrived {
  const number = Atomics.load(new BigInt64Array(cell), 0)
  const isOver = number < 0n
  return { bytes: Number(isOver ? -1n - number : number), isOver }
}

/** Sleeps until it is something else than that, which is not over. */
export function sleepWhile(cell: SharedArrayBuffer, { bytes }: Arrived): void {
  Atomics.wait(new BigInt64Array(cell), 0, BigInt(bytes))
}
