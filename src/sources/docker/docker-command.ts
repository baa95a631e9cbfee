import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

import type { Machine } from '../remote/address'
import { shellWord, sshArguments, type SshOptions } from '../remote/ssh-command'

export interface Container {
  /** null for the engine of this machine. */
  readonly machine: Machine | null
  readonly name: string
}

/** Names and ids of containers, none of which is an option. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,200}$/

export function isContainerName(name: string): boolean {
  return NAME.test(name)
}

const CHOICE =
  'for program in docker podman; do command -v $program >/dev/null 2>&1 && exec $program "$@"; done; ' +
  'echo "no container engine" >&2; exit 127'

export type Engine = 'docker' | 'podman'

/** Runs `docker …` or the same of podman: here, or there by ssh, which finds out which there is. */
export function startDocker(
  machine: Machine | null,
  engine: Engine,
  words: readonly string[],
  options: SshOptions,
): ChildProcessByStdio<null, Readable, Readable> {
  const [program, argv] =
    machine === null
      ? [engine, words]
      : (['ssh', sshArguments(machine, remoteCommand(words), options)] as const)
  return spawn(program, argv, {
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
}

function remoteCommand(words: readonly string[]): string {
  return ['exec sh -c', ...[CHOICE, 'logsieve', ...words].map(shellWord)].join(' ')
}
