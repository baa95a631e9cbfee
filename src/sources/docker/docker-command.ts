import { type Printing, startProgram } from '../program-output'
import type { Machine } from '../remote/address'
import { shellWord, type SshOptions, startSsh } from '../remote/ssh-command'

export type Engine = 'docker' | 'podman'

/** Where containers run, and what is asked of them there. */
export interface EnginePlace {
  /** null for this machine. */
  readonly machine: Machine | null
  /** null for docker, or podman where that is what there is. */
  readonly engine: Engine | null
}

/**
 * Runs `docker …` or the same of podman: here, or there by ssh, which finds out which of them there is.
 *
 * @param ready a line that is said there before all else
 */
export function startEngine(
  machine: Machine | null,
  engines: readonly Engine[],
  words: readonly string[],
  options: SshOptions,
  ready: string | null = null,
): Printing {
  if (machine === null) return startProgram(engines[0] ?? 'docker', words)
  const child = startSsh(machine, remoteCommand(engines, words, ready), options)
  // It may have ended before it reads that there is nothing to read.
  child.stdin.on('error', () => undefined).end()
  return child
}

function remoteCommand(
  engines: readonly Engine[],
  words: readonly string[],
  ready: string | null,
): string {
  const choice =
    (ready === null ? '' : `echo "${ready}" >&2; `) +
    `for program in ${engines.join(' ')}; do ` +
    'command -v $program >/dev/null 2>&1 && exec $program "$@"; done; ' +
    `echo "${NO_ENGINE}" >&2; exit 127`
  return ['exec sh -c', ...[choice, 'logsieve', ...words].map(shellWord)].join(' ')
}

/** What our own command line says there. */
export const NO_ENGINE = 'no container engine'
