import { closeSync, openSync, writeSync } from 'node:fs'
import { copyFile, readdir, rename, truncate, unlink } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/* For tests: a log that is treated as badly as logs are. */

/** mulberry32 */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const RECORDS_PER_MS = 50
/** Rotated files, so that what is rotated still stands somewhere when it is looked for. */
const KEPT = 200

interface TortureOptions {
  readonly kept?: number
  /** How often it rotates, of all the times that it could. */
  readonly rotations?: number
}

/**
 * Writes numbered records, 50,000 a second, as programs and rotations do: in pieces, with pauses,
 * and under all that rotates.
 */
export class TorturedLog {
  /** How many records: `record 0`, `record 1` and so on. */
  written = 0
  readonly #path: string
  readonly #random: () => number
  readonly #kept: number
  readonly #rotations: number
  #descriptor: number
  #rest = ''
  #begun = Date.now()

  constructor(path: string, seed: number, { kept = KEPT, rotations = 0.2 }: TortureOptions = {}) {
    this.#path = path
    this.#kept = kept
    this.#rotations = rotations
    this.#random = randomFrom(seed)
    this.#descriptor = openSync(path, 'a')
  }

  async run(milliseconds: number): Promise<void> {
    this.#begun = Date.now()
    while (Date.now() - this.#begun < milliseconds) {
      this.#write()
      if (this.#random() < this.#rotations) await this.#rotate()
      if (this.#random() < 0.3) {
        const pause = this.#random() * 60
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
      // The reader runs in this process too.
      await new Promise((resolve) => setImmediate(resolve))
    }
    this.#flush()
    closeSync(this.#descriptor)
  }

  /** As many as are due, cut anywhere. */
  #write(): void {
    const due = (Date.now() - this.#begun) * RECORDS_PER_MS
    let text = this.#rest
    for (; this.written < due; this.written++) text += `record ${this.written}\n`
    const cut = text.length - Math.floor(this.#random() * Math.min(20, text.length))
    writeSync(this.#descriptor, text.slice(0, cut))
    this.#rest = text.slice(cut)
  }

  /** A program ends its line before its log is rotated. */
  #flush(): void {
    writeSync(this.#descriptor, this.#rest)
    this.#rest = ''
  }

  async #rotate(): Promise<void> {
    this.#flush()
    const kind = Math.floor(this.#random() * 5)
    if (kind === 0) {
      // The writer goes on in the old file until it is told.
      await this.#shift()
      await rename(this.#path, `${this.#path}.1`)
      this.#write()
      this.#flush()
      this.#reopen()
    } else if (kind === 1) {
      await this.#shift()
      await copyFile(this.#path, `${this.#path}.1`)
      await truncate(this.#path, 0)
    } else if (kind === 2) {
      await this.#shift()
      await copyFile(this.#path, `${this.#path}.1`)
      await truncate(this.#path, 0)
      await this.#shift()
      this.#write()
      this.#flush()
      await rename(this.#path, `${this.#path}.1`)
      this.#reopen()
    } else if (kind === 3) {
      // An editor, or a download that comes again.
      await copyFile(this.#path, `${this.#path}.new`)
      closeSync(this.#descriptor)
      await rename(`${this.#path}.new`, this.#path)
      this.#descriptor = openSync(this.#path, 'a')
    } else {
      await this.#shift()
      await rename(this.#path, `${this.#path}.1`)
      this.#reopen()
      this.#write()
      this.#flush()
      await this.#shift()
      await rename(this.#path, `${this.#path}.1`)
      this.#reopen()
    }
  }

  #reopen(): void {
    closeSync(this.#descriptor)
    this.#descriptor = openSync(this.#path, 'a')
  }

  /** `.3` becomes `.4`, and so on. */
  async #shift(): Promise<void> {
    const names = new Set(await readdir(dirname(this.#path)))
    for (let number = Math.min(this.#kept, names.size); number >= 1; number--) {
      if (!names.has(`${basename(this.#path)}.${number}`)) continue
      const old = `${this.#path}.${number}`
      await (number === this.#kept ? unlink(old) : rename(old, `${this.#path}.${number + 1}`))
    }
  }
}
