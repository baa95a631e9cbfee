import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import { Transform } from 'node:stream'

import { randomFrom } from '../tail/tortured-log'
import { GUEST, guestCommand } from './test-guest'

/* For tests: a real sshd on this machine, whose connections can be cut. */

const SSHD = '/usr/sbin/sshd'

export interface TestSshdOptions {
  /** PATH of the sessions. */
  readonly searchPath?: string
  /** How `ssh` is told to sign in; `password` and `code` as the guest. */
  readonly signIn?: 'key' | 'password' | 'code'
  /** Of the user's key. */
  readonly passphrase?: string
  /** Whether ssh asks about a key that it does not know. */
  readonly asksAboutHost?: boolean
  /** Without the road, whose bytes go through this process: for measurements. */
  readonly isDirect?: boolean
}

/** Debian: `apt-get install openssh-server`. */
export const hasSshd = existsSync(SSHD)

export class TestSshd {
  /** Of the road to it, which can be cut. */
  readonly port: number
  readonly folder: string
  readonly #options: TestSshdOptions
  readonly #farPort: number
  #daemon: ChildProcess
  readonly #road: Server
  readonly #sockets: Set<Socket>
  readonly #pace: Pace
  readonly #count: { connections: number }

  private constructor(
    folder: string,
    options: TestSshdOptions,
    far: { readonly port: number; readonly daemon: ChildProcess },
    road: Server,
    port: number,
    sockets: Set<Socket>,
    pace: Pace,
    count: { connections: number },
  ) {
    this.folder = folder
    this.#options = options
    this.#farPort = far.port
    this.#daemon = far.daemon
    this.#road = road
    this.port = port
    this.#sockets = sockets
    this.#pace = pace
    this.#count = count
  }

  static async start(options: TestSshdOptions = {}): Promise<TestSshd> {
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-sshd-'))
    for (const key of ['host', 'user']) {
      const passphrase = key === 'user' ? (options.passphrase ?? '') : ''
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', join(folder, key)])
    }
    const port = await freePort()
    // As root it changes its root to this folder before anybody has signed in.
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
    const daemon = await startDaemon(folder, port, options)
    const sockets = new Set<Socket>()
    const pace: Pace = { bytesPerSecond: Infinity }
    const count = { connections: 0 }
    const road = createServer((near) => {
      count.connections++
      const far = connect(port, '127.0.0.1')
      for (const socket of [near, far]) {
        sockets.add(socket)
        socket.on('error', () => undefined)
        socket.on('close', () => {
          sockets.delete(socket)
          near.destroy()
          far.destroy()
        })
      }
      near.pipe(far).pipe(slowedTo(pace)).pipe(near)
    })
    road.listen(0, '127.0.0.1')
    await once(road, 'listening')
    const { port: roadPort } = road.address() as AddressInfo
    const listening = options.isDirect ? port : roadPort
    const far = { port, daemon }
    const sshd = new TestSshd(folder, options, far, road, listening, sockets, pace, count)
    await sshd.#writeClient()
    return sshd
  }

  /** The address of a file here. */
  address(path: string): string {
    return `ssh://${this.user}@localhost:${this.port}${encodeURI(path)}`
  }

  get user(): string {
    const { signIn = 'key' } = this.#options
    return signIn === 'key' ? userInfo().username : GUEST.name
  }

  /** The fingerprint of the host's key. */
  get fingerprint(): string {
    const line = execFileSync('ssh-keygen', ['-l', '-f', join(this.folder, 'host.pub')], {
      encoding: 'utf8',
    })
    return line.split(' ')[1] ?? ''
  }

  /** A PATH on which `ssh` knows this host and its key, and none of the user's own. */
  get searchPath(): string {
    return `${join(this.folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`
  }

  /** Another key than the one that the host has, or none. */
  async knowHost(key: 'right' | 'wrong' | 'none'): Promise<void> {
    const file = key === 'right' ? 'host.pub' : 'user.pub'
    const [type, text] = (await readFile(join(this.folder, file), 'utf8')).split(' ')
    const line = key === 'none' ? '' : `[localhost]:${this.port} ${type} ${text}\n`
    await writeFile(join(this.folder, 'known_hosts'), line)
  }

  /** How many were made. */
  get connections(): number {
    return this.#count.connections
  }

  /** How quickly bytes come from there. */
  slowTo(bytesPerSecond: number): void {
    this.#pace.bytesPerSecond = bytesPerSecond
  }

  /** Ends all connections where they are. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  /** Every second or so, also while a connection is only being made. Returns the function that stops it. */
  cutAtRandom(seed: number): () => void {
    const random = randomFrom(seed)
    let timer: NodeJS.Timeout
    const cutLater = (): void => {
      timer = setTimeout(
        () => {
          this.cut()
          cutLater()
        },
        500 + random() * 3000,
      )
    }
    cutLater()
    return () => clearTimeout(timer)
  }

  /** Ends sshd and all connections. */
  async halt(): Promise<void> {
    this.cut()
    const ended = once(this.#daemon, 'exit')
    this.#daemon.kill()
    await ended
  }

  /** After `halt`. */
  async resume(): Promise<void> {
    this.#daemon = await startDaemon(this.folder, this.#farPort, this.#options)
  }

  async stop(): Promise<void> {
    this.#road.close()
    if (this.#daemon.exitCode === null) await this.halt()
    await rm(this.folder, { recursive: true, force: true })
  }

  async #writeClient(): Promise<void> {
    await this.knowHost('right')
    const { signIn = 'key', asksAboutHost = false } = this.#options
    const config = [
      `PreferredAuthentications ${METHODS[signIn]}`,
      `IdentityFile ${join(this.folder, 'user')}`,
      'IdentitiesOnly yes',
      'IdentityAgent none',
      `StrictHostKeyChecking ${asksAboutHost ? 'ask' : 'yes'}`,
      `UserKnownHostsFile ${join(this.folder, 'known_hosts')}`,
      'GlobalKnownHostsFile /dev/null',
    ]
    await writeFile(join(this.folder, 'ssh_config'), `${config.join('\n')}\n`)
    const bin = join(this.folder, 'bin')
    mkdirSync(bin)
    const ssh = join(bin, 'ssh')
    await writeFile(ssh, `#!/bin/sh\nexec /usr/bin/ssh -F '${this.folder}/ssh_config' "$@"\n`)
    await chmod(ssh, 0o755)
  }
}

interface Pace {
  bytesPerSecond: number
}

function slowedTo(pace: Pace): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      const milliseconds = (chunk.length / pace.bytesPerSecond) * 1000
      if (milliseconds < 1) done(null, chunk)
      else setTimeout(() => done(null, chunk), milliseconds)
    },
  })
}

const METHODS = { key: 'publickey', password: 'password', code: 'keyboard-interactive' } as const

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function startDaemon(
  folder: string,
  port: number,
  { searchPath, signIn = 'key' }: TestSshdOptions,
): Promise<ChildProcess> {
  const config = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'user.pub')}`,
    'PidFile none',
    'StrictModes no',
    `UsePAM ${signIn === 'key' ? 'no' : 'yes'}`,
    `PasswordAuthentication ${signIn === 'password' ? 'yes' : 'no'}`,
    `KbdInteractiveAuthentication ${signIn === 'code' ? 'yes' : 'no'}`,
    'PermitRootLogin yes',
    'MaxStartups 100',
    ...(searchPath === undefined ? [] : [`SetEnv PATH=${searchPath}`]),
  ]
  await writeFile(join(folder, 'sshd_config'), `${config.join('\n')}\n`)
  const words = ['-D', '-e', '-f', join(folder, 'sshd_config')]
  const [program, ...before] = signIn === 'key' ? [SSHD] : [...guestCommand(folder), SSHD]
  const daemon = spawn(program, [...before, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    daemon.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      if (said.includes('Server listening')) resolve()
    })
    daemon.once('exit', () => reject(new Error(`sshd ended: ${said}`)))
  })
  return daemon
}
