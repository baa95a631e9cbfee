import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'

import { randomFrom } from '../tail/tortured-log'

/* For tests: a real sshd on this machine, whose connections can be cut. */

const SSHD = '/usr/sbin/sshd'

/** Debian: `apt-get install openssh-server`. */
export const hasSshd = existsSync(SSHD)

export class TestSshd {
  /** Of the road to it, which can be cut. */
  readonly port: number
  readonly folder: string
  readonly #daemon: ChildProcess
  readonly #road: Server
  readonly #sockets: Set<Socket>

  private constructor(
    folder: string,
    daemon: ChildProcess,
    road: Server,
    port: number,
    sockets: Set<Socket>,
  ) {
    this.folder = folder
    this.#daemon = daemon
    this.#road = road
    this.port = port
    this.#sockets = sockets
  }

  /**
   * @param searchPath PATH of the sessions
   * @param isDirect without the road, whose bytes go through this process: for measurements
   */
  static async start({
    searchPath,
    isDirect = false,
  }: { readonly searchPath?: string; readonly isDirect?: boolean } = {}): Promise<TestSshd> {
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-sshd-'))
    for (const key of ['host', 'user']) {
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, key)])
    }
    const port = await freePort()
    // As root it changes its root to this folder before anybody has signed in.
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
    const daemon = await startDaemon(folder, port, searchPath)
    const sockets = new Set<Socket>()
    const road = createServer((near) => {
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
      near.pipe(far).pipe(near)
    })
    road.listen(0, '127.0.0.1')
    await once(road, 'listening')
    const { port: roadPort } = road.address() as AddressInfo
    const sshd = new TestSshd(folder, daemon, road, isDirect ? port : roadPort, sockets)
    await sshd.#writeClient()
    return sshd
  }

  /** The address of a file here. */
  address(path: string): string {
    return `ssh://${userInfo().username}@localhost:${this.port}${encodeURI(path)}`
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

  async stop(): Promise<void> {
    this.#road.close()
    this.cut()
    const ended = once(this.#daemon, 'exit')
    this.#daemon.kill()
    await ended
    await rm(this.folder, { recursive: true, force: true })
  }

  async #writeClient(): Promise<void> {
    await this.knowHost('right')
    const config = [
      `IdentityFile ${join(this.folder, 'user')}`,
      'IdentitiesOnly yes',
      'IdentityAgent none',
      'StrictHostKeyChecking yes',
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
  searchPath: string | undefined,
): Promise<ChildProcess> {
  const config = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${join(folder, 'host')}`,
    `AuthorizedKeysFile ${join(folder, 'user.pub')}`,
    'PidFile none',
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin yes',
    'MaxStartups 100',
    ...(searchPath === undefined ? [] : [`SetEnv PATH=${searchPath}`]),
  ]
  await writeFile(join(folder, 'sshd_config'), `${config.join('\n')}\n`)
  const daemon = spawn(SSHD, ['-D', '-e', '-f', join(folder, 'sshd_config')], {
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
