import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

import { type Failure, messageOf } from '../open-failure'
import { pauseBefore, PAUSES_MS } from '../pauses'
import type { Printing } from '../program-output'
import type { CaughtUp, Source } from '../source'
import { type CopyOptions, StreamCopy } from '../stream-copy'
import { LineMerger } from './line-merger'
import { ResumePoint } from './resume-point'
import { type OriginOf, TimedLines } from './timed-lines'

/** A program that prints a log, both its streams, each line with its time. */
export interface TimedProgram {
  /** @param since all lines of that time and after it; null for all */
  readonly print: (since: Date | null, follows: boolean) => Printing
  /** Prints what was written by what has ended meanwhile, where that stands apart. */
  readonly printFormer?: (since: Date | null) => Printing
  readonly originOf?: OriginOf
  /** What its own words mean. */
  readonly failureOf: (said: string) => Failure
  /** What is told when it ends well while it is followed. */
  readonly endedWell: string
}

export interface TimedLogOptions extends CopyOptions {
  /** How long it waits before each attempt; the last one again and again. */
  readonly pausesMs?: readonly number[]
}

const MAX_SAID = 4096
/** A program may be faster than the disk. */
const MAX_UNWRITTEN_BYTES = 32 * 1024 * 1024

export async function openTimedLog(
  program: TimedProgram,
  { name, place }: Pick<Source, 'name' | 'place'>,
  options: TimedLogOptions,
): Promise<Source> {
  const copy = await StreamCopy.create(options)
  const log = new TimedLog(program, copy, options)
  const caughtUp = log.run()
  return {
    name,
    place,
    path: copy.path,
    get bytes() {
      return copy.bytes
    },
    convertedFrom: null,
    looksBinary: false,
    modifiedTime: Date.now(),
    caughtUp,
    onEvent: (listener) => copy.events.listen(listener),
    dispose: () => log.dispose(),
  }
}

/** Follows a log through ends of the program that prints it: none of its lines is lost, and none comes twice. */
class TimedLog {
  readonly #program: TimedProgram
  readonly #copy: StreamCopy
  readonly #options: TimedLogOptions
  readonly #closing = new AbortController()
  #said = ''
  readonly #streams: readonly [TimedLines, TimedLines]
  readonly #resume = new ResumePoint()
  readonly #merger = new LineMerger((bytes) => this.#append(bytes))
  #writing: Promise<void> = Promise.resolve()
  #unwrittenBytes = 0
  #trouble: string | null = null
  #isLost = false
  #following: Promise<void> = Promise.resolve()

  constructor(program: TimedProgram, copy: StreamCopy, options: TimedLogOptions) {
    this.#program = program
    this.#copy = copy
    this.#options = options
    const newStream = (): TimedLines =>
      new TimedLines(
        (words) => (this.#said = (this.#said + words).slice(-MAX_SAID)),
        program.originOf,
      )
    this.#streams = [newStream(), newStream()]
  }

  /** Settles at once for what is followed, else when all is read. */
  async run(): Promise<CaughtUp> {
    if (this.#options.isEndless) {
      this.#following = this.#follow()
      return { ok: true }
    }
    const detail = await this.#read(this.#program.print(null, false))
    const trouble = this.#trouble ?? detail
    if (trouble === null) return { ok: true }
    return { ok: false, detail: trouble, isPartial: this.#copy.bytes > 0 }
  }

  async dispose(): Promise<void> {
    this.#closing.abort()
    this.#copy.stop()
    await this.#following
    await this.#writing
    await this.#copy.dispose()
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closing
    const { pausesMs = PAUSES_MS } = this.#options
    let attempt = 0
    for (let run = 0; !signal.aborted; run++) {
      const before = this.#copy.bytes
      const detail = await this.#followOnce(run > 0)
      if (this.#copy.bytes > before) attempt = 0
      this.#lose(detail ?? this.#program.endedWell)
      await setTimeout(pauseBefore(attempt++, pausesMs), undefined, { signal }).catch(
        () => undefined,
      )
    }
  }

  async #followOnce(isAgain: boolean): Promise<string | null> {
    const { since } = this.#resume
    if (isAgain && this.#program.printFormer !== undefined) {
      // What it says is of no interest: mostly that there is nothing.
      await this.#read(this.#program.printFormer(since))
      if (this.#closing.signal.aborted) return null
    }
    const detail = await this.#read(this.#program.print(since, true))
    this.#resume.end(detail === null)
    return detail
  }

  /** @returns what went wrong; null where the program ended well */
  async #read(child: Printing): Promise<string | null> {
    this.#said = ''
    const end = (): void => void child.kill()
    this.#closing.signal.addEventListener('abort', end)
    for (const [road, stream] of this.#streams.entries()) {
      const output = road === 0 ? child.stdout : child.stderr
      output.on('data', (chunk: Buffer) => {
        const lines = stream.push(chunk)
        this.#resume.take(road, lines)
        this.#merger.push(road, lines)
        if (this.#unwrittenBytes < MAX_UNWRITTEN_BYTES) return
        output.pause()
        void this.#writing.then(() => output.resume())
      })
    }
    try {
      const [code] = (await once(child, 'close')) as [number | null]
      return code === 0 ? null : this.#program.failureOf(this.#said).detail
    } catch (error) {
      return messageOf(error)
    } finally {
      for (const stream of this.#streams) stream.restart()
      this.#merger.flush()
      await this.#writing
      this.#closing.signal.removeEventListener('abort', end)
    }
  }

  #append(bytes: Buffer): void {
    this.#unwrittenBytes += bytes.length
    this.#writing = this.#write(bytes)
  }

  async #write(bytes: Buffer): Promise<void> {
    try {
      await this.#copy.append(bytes)
      if (this.#isLost) this.#copy.events.emit({ kind: 'back', of: 'connection' })
      this.#isLost = false
    } catch (error) {
      // Such as a full disk. What is read once ends here.
      this.#trouble ??= messageOf(error)
      this.#closing.abort()
    }
    this.#unwrittenBytes -= bytes.length
  }

  #lose(detail: string): void {
    if (this.#isLost || this.#closing.signal.aborted) return
    this.#isLost = true
    this.#copy.events.emit({ kind: 'lost', of: 'connection', detail })
  }
}
