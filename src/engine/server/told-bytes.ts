import type { FileIdentity, Joined, Moved } from '#shared/protocol/host'

import { LogBytes } from '../log-bytes'

/**
 * The bytes of a log as its source tells where they stand and how many they are. All documents of a
 * generation read the same ones: a name may be another file's by the time when the next is opened.
 */
export class ToldBytes {
  readonly #path: string
  /** Of the file that is meant, see LogBytes. */
  #key: string | null
  readonly #later: readonly FileIdentity[]
  readonly #onFailure: (error: unknown) => void
  #bytes: number
  #log: LogBytes | null = null
  /** Told before they were opened. */
  #places: (Moved | Joined)[] = []

  /**
   * @param bytes how much may be read by now
   * @param onFailure told where a file cannot be opened: what stands in it is taken for gone
   */
  constructor(
    path: string,
    key: string | null,
    later: readonly FileIdentity[],
    bytes: number,
    onFailure: (error: unknown) => void,
  ) {
    this.#path = path
    this.#key = key
    this.#later = later
    this.#bytes = bytes
    this.#onFailure = onFailure
  }

  /** Whether all of them still stand somewhere. */
  get areWhole(): boolean {
    return this.#log?.isWhole ?? true
  }

  async open(): Promise<LogBytes> {
    if (this.#log !== null) return this.#log
    const log = await LogBytes.open(this.#path, this.#later, this.#key)
    if (!log.isWhole) this.#onFailure(new Error(`${this.#path} is another file by now`))
    // More may be told while they are opened.
    for (const place of this.#places) await this.#goOnIn(log, place)
    log.allow(this.#bytes)
    this.#log = log
    return log
  }

  allow(bytes: number): void {
    this.#bytes = bytes
    this.#log?.allow(bytes)
  }

  async place(place: Moved | Joined): Promise<void> {
    this.#places.push(place)
    if (this.#log !== null) await this.#goOnIn(this.#log, place)
  }

  /** Another log takes the place of this one. */
  beginAnew(): void {
    void this.#log?.close()
    this.#log = null
    this.#places = []
    this.#bytes = 0
    this.#key = null
  }

  async #goOnIn(log: LogBytes, place: Moved | Joined): Promise<void> {
    try {
      await log.goOnIn(place)
    } catch (error) {
      this.#onFailure(error)
    }
  }
}
