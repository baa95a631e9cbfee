import { randomBytes } from 'node:crypto'

import type { Machine } from './address'
import { type Answer, AnswerReader } from './answers'
import type { ArrivingBody } from './arriving-body'
import { openOutputPipe, type OutputPipe } from './output-pipe'
import { REMOTE_COMMAND, type RemoteRequest, requestText } from './remote-script'
import { type SshOptions, type SshProcess, startSsh } from './ssh-command'
import { SshFailure, sshFailure, startFailure } from './ssh-failure'

const MAX_SAID = 16 * 1024

interface Asked {
  /** Where the bytes of the answer go while they come; null where they go with it. */
  readonly body: ArrivingBody | null
  readonly resolve: (answer: Answer) => void
  readonly reject: (failure: SshFailure) => void
}

/** One connection to a machine and the script that answers there. */
export class RemoteSession {
  /** Settles when the connection has ended, with the reason. */
  readonly ended: Promise<SshFailure>
  readonly #child: SshProcess
  /** In the order of their answers. */
  readonly #asked: Asked[]
  #failure: SshFailure | null = null
  #said = ''

  private constructor(child: SshProcess, pipe: OutputPipe | null, asked: Asked[], secret: string) {
    this.#child = child
    this.#asked = asked
    this.ended = new Promise((resolve) => {
      const end = (failure: SshFailure): void => {
        this.#failure ??= failure
        for (const { reject } of this.#asked.splice(0)) reject(this.#failure)
        resolve(this.#failure)
      }
      child.once('error', (error) => end(startFailure(error)))
      // What it has answered before it ended is read first.
      const closed = [child, ...(pipe ? [pipe.near] : [])].map(
        (one) => new Promise((resolveClosed) => one.once('close', resolveClosed)),
      )
      void Promise.all(closed).then(() => end(sshFailure(this.#said)))
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
    // What is searched for its first byte is searched quickest where that is rare.
    const secret = `~${randomBytes(24).toString('hex')}`
    const asked: Asked[] = []
    const answers = new AnswerReader(
      secret,
      (answer) => asked.shift()?.resolve(answer),
      () => asked[0]?.body ?? null,
      () => (pipe?.near ?? child.stdout)?.resume(),
    )
    const pipe = await openOutputPipe(answers)
    const child = startSsh(machine, REMOTE_COMMAND, options, pipe?.far)
    pipe?.far.destroy()
    child.stdout?.on('data', (chunk: Buffer) => {
      if (!answers.push(chunk)) child.stdout?.pause()
    })
    const session = new RemoteSession(child, pipe, asked, secret)
    // What a login shell prints comes before it, and is no part of anything.
    const { word } = await session.#answer()
    if (word === 'ready') return session
    session.close()
    throw new SshFailure('failed', 'stat and dd of coreutils or busybox are needed there')
  }

  /**
   * Answers come in the order of the requests. Rejects with an `SshFailure`.
   *
   * @param body where the bytes of the answer go while they come
   */
  ask(request: RemoteRequest, body: ArrivingBody | null = null): Promise<Answer> {
    const answer = this.#answer(body)
    this.#child.stdin.write(requestText(request))
    return answer
  }

  close(): void {
    this.#child.kill()
  }

  #answer(body: ArrivingBody | null = null): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#failure === null) this.#asked.push({ body, resolve, reject })
      else reject(this.#failure)
    })
  }
}
