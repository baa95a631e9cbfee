import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

import type { OpenFailure } from '#shared/protocol/application'
import type { SourceEvent } from '#shared/protocol/host'

import { messageOf } from '../open-failure'
import { machineText } from '../remote/address'
import { SshFailure, sshFailure, startFailure } from '../remote/ssh-failure'
import type { ConnectionOptions } from '../remote/connection'
import type { CaughtUp, OpenResult } from '../source'
import { SourceEvents } from '../source-events'
import { Spool } from '../spool'
import { type Container, type Engine, startDocker } from './docker-command'
import { DockerStream } from './docker-stream'
import { LineMerger } from './line-merger'

const PAUSES_MS = [1000, 2000, 4000, 8000, 16_000, 30_000]
/** The two streams come by two roads: a line may be lost on one that is older than one that came. */
const OVERLAP_MS = 10_000
const MAX_SAID = 4096

/** Opens what a container writes, both its streams, with the times that docker keeps. */
export async function openDocker(
  container: Container,
  options: ConnectionOptions,
): Promise<OpenResult> {
  const { machine, name } = container
  const place = machine ? `docker+ssh://${machineText(machine)}/${name}` : `docker:${name}`
  try {
    const engine = await findEngine(container, options)
    const log = new ContainerLog(container, engine, options, await Spool.create('container.log'))
    const caughtUp = log.run()
    return {
      ok: true,
      source: {
        name,
        place,
        path: log.spool.path,
        get bytes() {
          return log.spool.bytes
        },
        convertedFrom: null,
        looksBinary: false,
        modifiedTime: Date.now(),
        caughtUp,
        onEvent: (listener) => log.events.listen(listener),
        dispose: () => log.dispose(),
      },
    }
  } catch (error) {
    if (!(error instanceof SshFailure)) {
      return { ok: false, code: 'failed', place, detail: messageOf(error) }
    }
    return { ok: false, code: error.code, place, detail: error.message }
  }
}

/** Asks for no lines, to hear whether there could be some. Rejects with an `SshFailure`. */
async function findEngine(
  { machine, name }: Container,
  options: ConnectionOptions,
): Promise<Engine> {
  for (const engine of ['docker', 'podman'] as const) {
    const child = startDocker(machine, engine, ['logs', '--tail', '0', name], options)
    let said = ''
    child.stdout.resume()
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    try {
      const [code] = (await once(child, 'close')) as [number | null]
      if (code === 0) return engine
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
      if (isMissing && machine === null) continue
      throw startFailure(error as NodeJS.ErrnoException)
    }
    throw failureOf(said)
  }
  throw new SshFailure('no-docker', '')
}

const SAYINGS: readonly (readonly [RegExp, OpenFailure])[] = [
  [/no such container|no container with name/i, 'no-container'],
  [/no container engine/, 'no-docker'],
]

function failureOf(said: string): SshFailure {
  const code = SAYINGS.find(([saying]) => saying.test(said))?.[1]
  const failure = sshFailure(said)
  return code === undefined ? failure : new SshFailure(code, failure.message)
}

/** Follows a container through ends of docker and of the connection to it. */
class ContainerLog {
  readonly spool: Spool
  readonly events = new SourceEvents<SourceEvent>()
  readonly #container: Container
  readonly #engine: Engine
  readonly #options: ConnectionOptions
  readonly #closing = new AbortController()
  #said = ''
  readonly #streams = [this.#newStream(), this.#newStream()] as const
  readonly #merger = new LineMerger((bytes) => this.#append(bytes))
  #writing: Promise<void> = Promise.resolve()
  #trouble: string | null = null
  #isLost = false
  #following: Promise<void> = Promise.resolve()

  constructor(container: Container, engine: Engine, options: ConnectionOptions, spool: Spool) {
    this.#container = container
    this.#engine = engine
    this.#options = options
    this.spool = spool
  }

  /** Settles at once for what is followed, else when all is read. */
  async run(): Promise<CaughtUp> {
    if (this.#options.isEndless) {
      this.#following = this.#follow()
      return { ok: true }
    }
    const detail = await this.#runOnce(false)
    const trouble = this.#trouble ?? detail
    return trouble === null ? { ok: true } : { ok: false, detail: trouble, isPartial: false }
  }

  async dispose(): Promise<void> {
    this.#closing.abort()
    this.events.clear()
    await this.#following
    await this.#writing
    await this.spool.dispose()
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closing
    const { pausesMs = PAUSES_MS } = this.#options
    let attempt = 0
    while (!signal.aborted) {
      const before = this.spool.bytes
      const detail = await this.#runOnce(true)
      if (this.spool.bytes > before) attempt = 0
      this.#lose(detail ?? 'The container has stopped')
      const pause = pausesMs[attempt++] ?? pausesMs.at(-1) ?? 0
      await setTimeout(pause, undefined, { signal }).catch(() => undefined)
    }
  }

  /** @returns what went wrong; null where docker ended well */
  async #runOnce(follows: boolean): Promise<string | null> {
    const { machine, name } = this.#container
    const words = ['logs', '--timestamps', ...this.#since(), ...(follows ? ['--follow'] : []), name]
    this.#said = ''
    const child = startDocker(machine, this.#engine, words, this.#options)
    const end = (): void => void child.kill()
    this.#closing.signal.addEventListener('abort', end)
    for (const [at, stream] of this.#streams.entries()) {
      const output = at === 0 ? child.stdout : child.stderr
      output.on('data', (chunk: Buffer) => this.#merger.push(stream, stream.push(chunk)))
    }
    try {
      const [code] = (await once(child, 'close')) as [number | null]
      for (const stream of this.#streams) stream.restart()
      this.#merger.flush()
      await this.#writing
      return code === 0 ? null : failureOf(this.#said).message
    } catch (error) {
      return messageOf(error)
    } finally {
      this.#closing.signal.removeEventListener('abort', end)
    }
  }

  #newStream(): DockerStream {
    return new DockerStream((words) => (this.#said = (this.#said + words).slice(-MAX_SAID)))
  }

  #since(): string[] {
    const last =
      this.#streams
        .map(({ lastTime }) => lastTime)
        .sort()
        .at(-1) ?? ''
    return last === '' ? [] : ['--since', new Date(Date.parse(last) - OVERLAP_MS).toISOString()]
  }

  #append(bytes: Buffer): void {
    this.#writing = this.#writing.then(async () => {
      if (this.#trouble !== null) return
      try {
        await this.spool.append(bytes)
        if (this.#isLost) this.events.emit({ kind: 'back', of: 'connection' })
        this.#isLost = false
        this.events.emit({ kind: 'grew', bytes: this.spool.bytes })
      } catch (error) {
        // Such as a full disk. The copy ends here.
        this.#trouble = messageOf(error)
        this.events.emit({ kind: 'failed', detail: this.#trouble })
      }
    })
  }

  #lose(detail: string): void {
    if (this.#isLost || this.#closing.signal.aborted) return
    this.#isLost = true
    this.events.emit({ kind: 'lost', of: 'connection', detail })
  }
}
