import { once } from 'node:events'

import type { Failure } from '../open-failure'
import { startFailure } from '../remote/ssh-failure'
import type { SshOptions } from '../remote/ssh-command'
import { type Engine, type EnginePlace, startEngine } from './docker-command'
import { dockerFailure } from './docker-failure'

export type Answer =
  | { readonly ok: true; readonly engines: readonly Engine[]; readonly text: string }
  | ({ readonly ok: false } & Failure)

/** Lists of a large cluster are long, and a broken program may never stop. */
const MAX_ANSWER = 4 * 1024 * 1024

/** Runs a command of the engine that ends by itself, and gives what it prints. */
export async function askEngine(
  { machine, engine }: EnginePlace,
  words: readonly string[],
  options: SshOptions,
): Promise<Answer> {
  const engines: readonly Engine[] = engine === null ? ['docker', 'podman'] : [engine]
  // Over there the choice is made by the shell.
  for (const choice of machine === null ? engines.map((one) => [one]) : [engines]) {
    const answer = await askOne(machine, choice, words, options)
    if (answer !== null) return answer
  }
  return { ok: false, code: 'no-docker', detail: '' }
}

/** @returns null where the program is not there */
async function askOne(
  machine: EnginePlace['machine'],
  engines: readonly Engine[],
  words: readonly string[],
  options: SshOptions,
): Promise<Answer | null> {
  const child = startEngine(machine, engines, words, options)
  const output = { text: '', said: '' }
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output.text += chunk
    if (output.text.length > MAX_ANSWER) child.kill()
  })
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.said = (output.said + chunk).slice(-MAX_ANSWER)
  })
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    if (code === 0) return { ok: true, engines, text: output.text }
    return { ok: false, ...dockerFailure(output.said) }
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isMissing && machine === null) return null
    const { code, message } = startFailure(error as NodeJS.ErrnoException)
    return { ok: false, code, detail: message }
  }
}
