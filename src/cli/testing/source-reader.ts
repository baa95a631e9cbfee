import { LogBytes } from '#engine/log-bytes'
import type { SourceEvent } from '#shared/protocol/host'
import type { Source } from '#sources/source'

/* For tests: reads what a source tells of, as an engine does. */

export class SourceReader {
  /** What was told beside places and growth. */
  readonly told: string[] = []
  readonly #source: Source
  readonly #bytes: LogBytes
  #size: number
  #reading: Promise<unknown> = Promise.resolve()

  private constructor(source: Source, bytes: LogBytes) {
    this.#source = source
    this.#bytes = bytes
    this.#size = source.bytes
  }

  static async open(source: Source): Promise<SourceReader> {
    return new SourceReader(source, await LogBytes.open(source.path, source.later, source.key))
  }

  listen(): void {
    this.#source.onEvent((event) => {
      this.#reading = this.#reading.then(() => this.#apply(event))
    })
  }

  async size(): Promise<number> {
    await this.#reading
    return this.#size
  }

  async content(): Promise<string> {
    const buffer = Buffer.alloc(await this.size())
    return buffer.toString('latin1', 0, await this.#bytes.read(buffer, 0, buffer.length, 0))
  }

  async close(): Promise<void> {
    await this.#source.dispose()
    await this.#reading
    await this.#bytes.close()
  }

  async #apply(event: SourceEvent): Promise<void> {
    if (event.kind === 'moved' || event.kind === 'joined') await this.#bytes.goOnIn(event)
    else if (event.kind === 'grew') this.#size = event.bytes
    else this.told.push(event.kind === 'remark' ? event.code : event.kind)
    this.#bytes.allow(this.#size)
  }
}
