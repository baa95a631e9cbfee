// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- a package without types
/// <reference path="./seek-bzip.d.ts" />
import Bunzip from 'seek-bzip'

import type { ArchiveInput } from './archive-input'

const OUTPUT_BYTES = 64 * 1024

/** seek-bzip asks for one byte after another and gives one after another. */
export function bunzip(input: ArchiveInput, write: (bytes: Buffer) => void): void {
  const output = new Output(write)
  try {
    Bunzip.decode(new Input(input), output, true)
  } finally {
    // Also what came before the place where it broke.
    output.flush()
  }
}

class Input extends Bunzip.Stream {
  readonly #input: ArchiveInput
  #piece: Buffer = Buffer.alloc(0)
  #at = 0

  constructor(input: ArchiveInput) {
    super()
    this.#input = input
  }

  override readByte(): number {
    return this.eof() ? -1 : (this.#piece[this.#at++] ?? -1)
  }

  override eof(): boolean {
    if (this.#at < this.#piece.length) return false
    this.#piece = this.#input.next()
    this.#at = 0
    return this.#piece.length === 0
  }
}

class Output extends Bunzip.Stream {
  readonly #write: (bytes: Buffer) => void
  readonly #bytes = Buffer.allocUnsafe(OUTPUT_BYTES)
  #length = 0

  constructor(write: (bytes: Buffer) => void) {
    super()
    this.#write = write
  }

  override writeByte(byte: number): void {
    this.#bytes[this.#length++] = byte
    if (this.#length === OUTPUT_BYTES) this.flush()
  }

  flush(): void {
    const bytes = this.#bytes.subarray(0, this.#length)
    this.#length = 0
    this.#write(bytes)
  }
}
