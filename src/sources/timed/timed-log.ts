import { once } from 'node:events'

import { type Failure, failureOf, messageOf } from '../open-failure'
import type { Printing } from '../program-output'
import { Retries, type RetryOptions } from '../remote/retries'
import { startFailure } from '../remote/ssh-failure'
import type { CaughtUp, Source, SourceConnection } from '../source'
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
  /** Of one that runs on another machine: the line that it says when the connection is there. */
  readonly ready?: string
}

export interface TimedLogOptions extends CopyOptions, RetryOptions {}

const MAX_SAID = 4096
const SETTLED_MS = 3000
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
    ...(program.ready === undefined ? {} : { connection: log.connection }),
    onEvent: (listener) => copy.events.listen(listener),
    dispose: () => log.dispose(),
  }
}

/** Follows a log through ends of the program that prints it: none of its lines is lost, and none comes twice. */
class TimedLog {
  readonly #program: TimedProgram
  readonly #copy: StreamCopy
  readonly #options: TimedLogOptions
  readonly #retries: Retries
  /** Ends the program. */
  #run = new AbortController()
  /** The program has said that it is there, or brought something. */
  #isConnected = false
  #said = ''
  readonly #streams: readonly [TimedLines, TimedLines]
  readonly #resume = new ResumePoint()
  readonly #merger = new LineMerger((bytes) => this.#append(bytes))
  #writing: Promise<void> = Promise.resolve()
  #unwrittenBytes = 0
  #trouble: string | null = null
  /** What was told when it was lost. */
  #lost: string | null = null
  #settling: NodeJS.Timeout | undefined
  #following: Promise<void> = Promise.resolve()

  constructor(program: TimedProgram, copy: StreamCopy, options: TimedLogOptions) {
    this.#program = program
    this.#copy = copy
    this.#options = options
    this.#retries = new Retries(options)
    const newStream = (): TimedLines =>
      new TimedLines((words) => this.#hear(words), program.originOf)
    this.#streams = [newStream(), newStream()]
  }

  get connection(): SourceConnection {
    const retries = this.#retries
    return {
      get state() {
        return retries.state
      },
      onState: (listener) => retries.onState(listener),
      retryNow: () => retries.retryNow(),
      stop: () => {
        retries.stop()
        this.#run.abort()
      },
    }
  }

  /** Settles when all is read; of what is followed, when that which was there seems to be. */
  async run(): Promise<CaughtUp> {
    if (this.#options.isEndless) {
      this.#following = this.#follow()
      await this.#copy.flooded()
      return { ok: true }
    }
    const failure = await this.#read(this.#program.print(null, false))
    const trouble = this.#trouble ?? failure?.detail
    if (trouble === undefined) return { ok: true }
    return { ok: false, detail: trouble, isPartial: this.#copy.bytes > 0 }
  }

  async dispose(): Promise<void> {
    this.#retries.close()
    this.#run.abort()
    this.#copy.stop()
    await this.#following
    await this.#writing
    await this.#copy.dispose()
  }

  async #follow(): Promise<void> {
    for (let run = 0; ; run++) {
      const before = this.#copy.bytes
      const failure = await this.#followOnce(run > 0)
      if (this.#copy.bytes > before) this.#retries.reset()
      if (this.#retries.isClosed) return
      const { endedWell, ready } = this.#program
      const why = failure ?? { code: 'failed', detail: endedWell }
      this.#lose(why.detail)
      // A program of this machine can always be started again.
      const wasConnected = this.#isConnected || ready === undefined
      if (!(await this.#retries.next(why, wasConnected))) {
        // Where it is closed, nobody listens any more.
        this.#copy.events.emit({ kind: 'ended', ...why })
        return
      }
    }
  }

  async #followOnce(isAgain: boolean): Promise<Failure | null> {
    const { since } = this.#resume
    this.#isConnected = false
    if (isAgain && this.#program.printFormer !== undefined) {
      // What it says is of no interest: mostly that there is nothing.
      await this.#read(this.#program.printFormer(since))
      if (this.#retries.isClosed) return null
    }
    if (this.#program.ready === undefined) this.#settle()
    const failure = await this.#read(this.#program.print(since, true))
    this.#resume.end(failure === null)
    return failure
  }

  /** @returns what went wrong; null where the program ended well */
  async #read(child: Printing): Promise<Failure | null> {
    this.#said = ''
    this.#run = new AbortController()
    this.#run.signal.addEventListener('abort', () => void child.kill())
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
      return code === 0 ? null : this.#program.failureOf(this.#said)
    } catch (error) {
      return this.#startFailure(error)
    } finally {
      clearTimeout(this.#settling)
      for (const stream of this.#streams) stream.restart()
      this.#merger.flush()
      await this.#writing
    }
  }

  #startFailure(error: unknown): Failure {
    if (this.#program.ready === undefined || !(error instanceof Error)) return failureOf(error)
    const { code, message } = startFailure(error)
    return { code, detail: message }
  }

  /** What the program itself says. */
  #hear(words: string): void {
    if (words.trimEnd() !== this.#program.ready) {
      this.#said = (this.#said + words).slice(-MAX_SAID)
      return
    }
    this.#isConnected = true
    this.#settle()
  }

  /** A program that runs on for a while is back, though it may have nothing to say. */
  #settle(): void {
    this.#settling = setTimeout(() => this.#tellBack(), SETTLED_MS)
  }

  #append(bytes: Buffer): void {
    this.#unwrittenBytes += bytes.length
    this.#writing = this.#write(bytes)
  }

  async #write(bytes: Buffer): Promise<void> {
    try {
      await this.#copy.append(bytes)
      this.#tellBack()
    } catch (error) {
      // Such as a full disk. What is read once ends here.
      this.#trouble ??= messageOf(error)
      this.#run.abort()
    }
    this.#unwrittenBytes -= bytes.length
  }

  #lose(detail: string): void {
    if (this.#lost === detail) return
    this.#lost = detail
    this.#copy.events.emit({ kind: 'lost', of: 'connection', detail })
  }

  #tellBack(): void {
    if (this.#lost === null) return
    this.#lost = null
    this.#retries.tellConnected()
    this.#copy.events.emit({ kind: 'back', of: 'connection' })
  }
}
