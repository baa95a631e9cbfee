import type { Failure } from '../open-failure'
import { isMissingProgram, outputOf } from '../program-output'
import { startFailure } from '../remote/ssh-failure'
import type { SshOptions } from '../remote/ssh-command'
import { type Engine, type EnginePlace, startEngine } from './docker-command'
import { dockerFailure } from './docker-failure'

export type Answer =
  | { readonly ok: true; readonly engines: readonly Engine[]; readonly text: string }
  | ({ readonly ok: false } & Failure)

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
  try {
    const { code, text, said } = await outputOf(startEngine(machine, engines, words, options))
    return code === 0 ? { ok: true, engines, text } : { ok: false, ...dockerFailure(said) }
  } catch (error) {
    if (isMissingProgram(error) && machine === null) return null
    const { code, message } = startFailure(error as NodeJS.ErrnoException)
    return { ok: false, code, detail: message }
  }
}
