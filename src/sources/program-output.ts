import { once } from 'node:events'
import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** A running program whose output is read and that is told nothing. */
export type Printing = ChildProcess & { readonly stdout: Readable; readonly stderr: Readable }

/** Runs a program of this machine, whose own words are to be English. */
export function startProgram(program: string, words: readonly string[]): Printing {
  return spawn(program, words, {
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
}

export interface ProgramOutput {
  readonly code: number | null
  readonly text: string
  /** Its standard error. */
  readonly said: string
}

/** Lists of a large cluster are long, and a broken program may never stop. */
const MAX_LENGTH = 4 * 1024 * 1024

/** All that a program prints that ends by itself. Rejects where it cannot be started. */
export async function outputOf(child: Printing): Promise<ProgramOutput> {
  let text = ''
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    if (text.length > MAX_LENGTH) child.kill()
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    said = (said + chunk).slice(-MAX_LENGTH)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, text, said }
}

/** Whether a program that could not be started is not there at all. */
export function isMissingProgram(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
