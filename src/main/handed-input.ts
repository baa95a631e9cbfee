import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'

/*
 * A second instance ends after it has said what to open, but its standard input cannot be said. So it
 * stays without a window and hands the bytes over through a socket that only this user can reach.
 */

const PREFIX = 'logsieve-'
const NAME = 'input'
const WINDOWS_PIPE = '\\\\.\\pipe\\'
/** The first instance may be busy, or just about to end. */
const PATIENCE_MS = 20_000

/** What stands ready to be taken over. */
export class HandedInput {
  readonly address: string
  readonly #server: Server
  readonly #folder: string | null

  constructor() {
    const isWindows = process.platform === 'win32'
    // mkdtemp makes the folder with mode 0700 and a name that cannot be foreseen.
    this.#folder = isWindows ? null : mkdtempSync(join(tmpdir(), PREFIX))
    this.address =
      this.#folder === null
        ? `${WINDOWS_PIPE}${PREFIX}${randomBytes(16).toString('hex')}`
        : join(this.#folder, NAME)
    // The socket is there when this returns; a failure is told later, and then nobody comes.
    this.#server = createServer()
      .on('error', () => undefined)
      .listen(this.address)
  }

  /** Gives it to the one who comes. Rejects where nobody does. */
  async handOver(input: Readable): Promise<void> {
    try {
      await pipeline(input, await this.#taker())
    } finally {
      this.close()
    }
  }

  close(): void {
    this.#server.close()
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true })
  }

  #taker(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const giveUp = setTimeout(
        () => reject(new Error('the running Logsieve does not take what is piped in')),
        PATIENCE_MS,
      )
      this.#server.once('connection', (socket) => {
        clearTimeout(giveUp)
        this.#server.close()
        resolve(socket)
      })
    })
  }
}

/** Whether it can be such an address: another program may say anything. */
export function isHandedInput(address: string): boolean {
  if (process.platform === 'win32') return address.startsWith(`${WINDOWS_PIPE}${PREFIX}`)
  return basename(address) === NAME && basename(dirname(address)).startsWith(PREFIX)
}

/** Whoever reads it is told of an error, also of one that comes before. */
export function takeInput(address: string): Readable {
  return connect(address).on('error', () => undefined)
}
