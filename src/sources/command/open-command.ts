import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { basename } from 'node:path'

import { messageOf } from '../open-failure'
import { isMissingProgram, type Printing } from '../program-output'
import type { CaughtUp, OpenResult } from '../source'
import { type CopyOptions, StreamCopy } from '../stream-copy'
import { LineJoiner } from './line-joiner'

/**
 * A program and its arguments, as somebody typed them. No SOURCE argument, file name or dropped text
 * ever becomes one, and no shell reads it.
 */
export interface CommandLine {
  readonly run: readonly [program: string, ...words: string[]]
}

/** Runs a program and opens what it prints, on both its streams, line by line. */
export async function openCommand(
  { run }: CommandLine,
  workingDirectory: string,
  options: CopyOptions,
): Promise<OpenResult> {
  const [program, ...words] = run
  const place = run.join(' ')
  try {
    const child = spawn(program, words, {
      cwd: workingDirectory,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    await once(child, 'spawn')
    const copy = await StreamCopy.create(options).catch((error: unknown) => {
      child.kill()
      throw error
    })
    const log = new CommandLog(child, copy)
    return {
      ok: true,
      source: {
        name: basename(program),
        place,
        path: log.copy.path,
        get bytes() {
          return log.copy.bytes
        },
        convertedFrom: null,
        looksBinary: false,
        modifiedTime: Date.now(),
        caughtUp: log.caughtUp,
        onEvent: (listener) => log.copy.events.listen(listener),
        dispose: () => log.dispose(),
      },
    }
  } catch (error) {
    const code = isMissingProgram(error) ? 'no-program' : 'failed'
    return { ok: false, code, place, detail: code === 'failed' ? messageOf(error) : '' }
  }
}

/** A program that does not end when it is told to is ended. */
const PATIENCE_MS = 2000
const MAX_SAID = 500

class CommandLog {
  readonly copy: StreamCopy
  readonly caughtUp: Promise<CaughtUp>
  readonly #child: Printing
  #said = ''

  constructor(child: Printing, copy: StreamCopy) {
    this.#child = child
    this.copy = copy
    this.caughtUp = this.#read()
  }

  async dispose(): Promise<void> {
    this.copy.stop()
    this.#child.kill()
    const forcing = setTimeout(() => this.#child.kill('SIGKILL'), PATIENCE_MS)
    // What it has started may hold them open.
    this.#child.stdout.destroy()
    this.#child.stderr.destroy()
    await this.caughtUp
    clearTimeout(forcing)
    await this.copy.dispose()
  }

  async #read(): Promise<CaughtUp> {
    const { stdout, stderr } = this.#child
    const ended = once(this.#child, 'close') as Promise<[number | null, string | null]>
    stderr.on('data', (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString('utf8')).slice(-MAX_SAID)
    })
    let detail: string | null
    try {
      await Promise.all([this.#copyLines(stdout), this.#copyLines(stderr)])
      detail = this.#endText(await ended)
    } catch (error) {
      this.#child.kill()
      await ended
      detail = messageOf(error)
    }
    this.copy.events.emit({ kind: 'ended', detail })
    if (detail === null) return { ok: true }
    return { ok: false, detail, isPartial: this.copy.bytes > 0 }
  }

  async #copyLines(stream: AsyncIterable<Buffer>): Promise<void> {
    const lines = new LineJoiner()
    for await (const chunk of stream) await this.copy.append(lines.push(chunk))
    await this.copy.append(lines.finish())
  }

  #endText([code, signal]: readonly [number | null, string | null]): string | null {
    if (code === 0) return null
    const end = signal === null ? `exit code ${code}` : `ended by ${signal}`
    const lastLine = this.#said.trimEnd().split('\n').at(-1)?.trim() ?? ''
    return lastLine === '' ? end : `${end}: ${lastLine}`
  }
}
