import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'

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

/** Runs a command line of a POSIX shell on another machine, by the ssh of the system. */
export function startSsh(
  machine: Machine,
  command: string,
  options: SshOptions,
): ChildProcessWithoutNullStreams {
  const cancelling = new AbortController()
  const asked = options.asker?.begin(machineText(machine), () => cancelling.abort())
  const child = spawn('ssh', sshArguments(machine, command, options), {
    env: { ...process.env, ...asked?.environment, LC_ALL: 'C' },
    // Without a terminal of its own an old ssh asks by a program, too.
    detached: asked !== undefined,
    windowsHide: true,
    signal: AbortSignal.any([cancelling.signal, ...(options.signal ? [options.signal] : [])]),
  })
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
