import {
  type ChildProcessByStdio,
  type ChildProcessWithoutNullStreams,
  spawn,
} from 'node:child_process'
import type { Socket } from 'node:net'
import type { Readable, Writable } from 'node:stream'

import { type Machine, machineText } from './address'

/** Answers what ssh asks while it connects. */
export interface SshAsker {
  /** @param cancel ends this run of ssh */
  begin(host: string, cancel: () => void): AskedSsh
}

interface AskedSsh {
  readonly environment: Readonly<Record<string, string>>
  end(): void
}

export interface SshOptions {
  /** Whether ssh may ask for passwords and host keys on the terminal. */
  readonly asksOnTerminal: boolean
  /** Whom else it may ask; else it asks nothing. */
  readonly asker?: SshAsker | null
  /** Ends what runs. */
  readonly signal?: AbortSignal | null
}

/** Where its output goes elsewhere, it has none here. */
export type SshProcess = ChildProcessByStdio<Writable, Readable | null, Readable>

/**
 * Runs a command line of a POSIX shell on another machine, by the ssh of the system.
 *
 * @param output where it writes instead of here
 */
export function startSsh(
  machine: Machine,
  command: string,
  options: SshOptions,
): ChildProcessWithoutNullStreams
export function startSsh(
  machine: Machine,
  command: string,
  options: SshOptions,
  output: Socket | undefined,
): SshProcess
export function startSsh(
  machine: Machine,
  command: string,
  options: SshOptions,
  output?: Socket,
): SshProcess {
  const cancelling = new AbortController()
  const asked = options.asker?.begin(machineText(machine), () => cancelling.abort())
  const settings = {
    env: { ...process.env, ...asked?.environment, LC_ALL: 'C' },
    // Without a terminal of its own an old ssh asks by a program, too.
    detached: asked !== undefined,
    windowsHide: true,
    signal: AbortSignal.any([cancelling.signal, ...(options.signal ? [options.signal] : [])]),
  }
  const words = sshArguments(machine, command, options)
  const child = output
    ? spawn('ssh', words, { ...settings, stdio: ['pipe', output, 'pipe'] })
    : spawn('ssh', words, settings)
  if (asked) child.once('error', () => asked.end()).once('close', () => asked.end())
  return child
}

function sshArguments(
  { user, host, port }: Machine,
  command: string,
  { asksOnTerminal, asker = null }: SshOptions,
): string[] {
  return [
    // Neither a terminal nor anything of ours is handed over.
    ...['-T', '-x', '-a'],
    ...['-o', 'ClearAllForwardings=yes'],
    // One that the user's config may name for this host.
    ...['-o', 'RemoteCommand=none'],
    // A connection that has died is noticed within 45 seconds.
    ...['-o', 'ServerAliveInterval=15', '-o', 'ServerAliveCountMax=3', '-o', 'ConnectTimeout=20'],
    ...(asksOnTerminal || asker !== null ? [] : ['-o', 'BatchMode=yes']),
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
