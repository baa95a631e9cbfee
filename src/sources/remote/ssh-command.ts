import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'

import type { Machine } from './address'

export interface SshOptions {
  /** Whether ssh may ask for passwords and host keys on the terminal. */
  readonly asksOnTerminal: boolean
}

/** Runs a command line of a POSIX shell on another machine, by the ssh of the system. */
export function startSsh(
  machine: Machine,
  command: string,
  options: SshOptions,
): ChildProcessWithoutNullStreams {
  return spawn('ssh', sshArguments(machine, command, options), {
    env: { ...process.env, LC_ALL: 'C' },
    windowsHide: true,
  })
}

function sshArguments(
  { user, host, port }: Machine,
  command: string,
  { asksOnTerminal }: SshOptions,
): string[] {
  return [
    // Neither a terminal nor anything of ours is handed over.
    ...['-T', '-x', '-a'],
    ...['-o', 'ClearAllForwardings=yes'],
    // One that the user's config may name for this host.
    ...['-o', 'RemoteCommand=none'],
    // A connection that has died is noticed within 45 seconds.
    ...['-o', 'ServerAliveInterval=15', '-o', 'ServerAliveCountMax=3', '-o', 'ConnectTimeout=20'],
    ...(asksOnTerminal ? [] : ['-o', 'BatchMode=yes']),
    ...(user === null ? [] : ['-l', user]),
    ...(port === null ? [] : ['-p', String(port)]),
    '--',
    host,
    command,
  ]
}

/** A word of a POSIX shell that stands for exactly this text. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
