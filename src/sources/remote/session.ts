import { randomBytes } from 'node:crypto'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'

import type { Machine } from './address'
import { type Answer, AnswerReader } from './answers'
import { REMOTE_COMMAND, type RemoteRequest, requestText } from './remote-script'
import { startSsh, type SshOptions } from './ssh-command'
import { SshFailure, sshFailure, startFailure } from './ssh-failure'

const MAX_SAID = 16 * 1024

interface Asked {
  /** Where a large body may be put. */
  readonly room: (() => Buffer) | null
  readonly resolve: (answer: Answer) => void
  readonly reject: (failure: SshFailure) => void
}

/** One connection to a machine and the script that answers there. */
export class RemoteSession {
  /** Settles when the connection has ended, with the reason. */
  readonly ended: Promise<SshFailure>
  readonly #child: ChildProcessWithoutNullStreams
  readonly #asked: Asked[] = []
  #failure: SshFailure | null = null
  #said = ''

  private constructor(child: ChildProcessWithoutNullStreams, secret: string) {
    this.#child = child
    this.ended = new Promise((resolve) => {
      const end = (failure: SshFailure): void => {
        this.#failure ??= failure
        for (const { reject } of this.#asked.splice(0)) reject(this.#failure)
        resolve(this.#failure)
      }
      child.once('error', (error) => end(startFailure(error)))
      child.once('close', () => end(sshFailure(this.#said)))
    })
    const answers = new AnswerReader(secret, () => this.#asked[0]?.room?.() ?? null)
    child.stdout.on('data', (chunk: Buffer) => {
      answers.push(chunk, (answer) => this.#asked.shift()?.resolve(answer))
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-MAX_SAID)
    })
    // What cannot be written any more is told by the end of ssh.
    child.stdin.on('error', () => undefined)
    child.stdin.write(`${secret}\n`)
  }

  /** Connects. Rejects with an `SshFailure`. */
  static async start(machine: Machine, options: SshOptions): Promise<RemoteSession> {
    const secret = randomBytes(24).toString('hex')
    const session = new RemoteSession(startSsh(machine, REMOTE_COMMAND, options), secret)
    // What a login shell prints comes before it, and is no part of anything.
    const { word } = await session.#answer()
    if (word === 'ready') return session
    session.close()
    throw new SshFailure('failed', 'stat and dd of coreutils or busybox are needed there')
  }

  /**
   * Answers come in the order of the requests. Rejects with an `SshFailure`.
   *
   * @param room where a large body may be put, so that none is made for each
   */
  ask(request: RemoteRequest, room: (() => Buffer) | null = null): Promise<Answer> {
    const answer = this.#answer(room)
    this.#child.stdin.write(requestText(request))
    return answer
  }

  close(): void {
    this.#child.kill()
  }

  #answer(room: (() => Buffer) | null = null): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure === null) this.#asked.push({ room, resolve, reject })
      else reject(this.#failure)
    })
  }
}
