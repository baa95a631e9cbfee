import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Who reads: offers the place for the next bytes, and is told when some have arrived there. */
interface Reader {
  readonly space: Buffer
  /** @returns whether more can come now; else `near` is to be resumed */
  arrived(bytes: number): boolean
}

export interface OutputPipe {
  /** Which a program gets as its standard output. It is closed here then. */
  readonly far: Socket
  /** It closes when the program has closed its own. */
  readonly near: Socket
}

/**
 * A pipe that is read into places of the reader's own. One that Node makes for a program gives 64 KB of
 * new memory for each read, which are copied from there.
 *
 * @returns null where there is none
 */
export async function openOutputPipe(reader: Reader): Promise<OutputPipe | null> {
  // Programs there do not take such pipes for their output.
  if (process.platform === 'win32') return null
  try {
    // mkdtemp makes the folder with mode 0700: nobody else can connect.
    const folder = await mkdtemp(join(tmpdir(), 'logsieve-ssh-'))
    try {
      return await openIn(join(folder, 'output'), reader)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  } catch {
    // Such as a path that is too long for a socket.
    return null
  }
}

async function openIn(path: string, reader: Reader): Promise<OutputPipe> {
  const server = createServer({ pauseOnConnect: true })
  try {
    server.listen(path)
    await once(server, 'listening')
    const connection = once(server, 'connection')
    const near = connect({
      path,
      onread: {
        buffer: () => reader.space,
        callback: (bytes) => reader.arrived(bytes),
      },
    })
    near.on('error', () => undefined)
    const [[far]] = (await Promise.all([connection, once(near, 'connect')])) as [[Socket], unknown]
    return { far, near }
  } finally {
    server.close()
  }
}
