// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- a module that no file is
/// <reference path="./virtual.d.ts" />
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WORKER as PROGRAM } from 'virtual:askpass-program'

import { forgetSpoolFolder, rememberSpoolFolder } from '../spool-folders'
import { ASKPASS } from './environment'

/** What ssh wants to know. */
export interface Prompt {
  /** `confirm`, `none` where nothing can be answered, or empty. */
  readonly hint: string
  /** Partly chosen by the server. */
  readonly text: string
}

/** @returns the answer; null for none. `gone` tells that nobody waits for it any more. */
export type AnswerPrompt = (prompt: Prompt, gone: AbortSignal) => Promise<string | null>

/** One run of ssh that may ask. */
export interface Asking {
  /** What ssh has to be started with. */
  readonly environment: Readonly<Record<string, string>>
  end(): void
}

const MAX_REQUEST = 64 * 1024
const MAX_CONNECTIONS = 50
/** ssh starts a program without arguments of ours. */
const STARTER = `#!/bin/sh
ELECTRON_RUN_AS_NODE=1
export ELECTRON_RUN_AS_NODE
exec "$${ASKPASS.runtime}" "$${ASKPASS.program}" "$@"
`

/** Whether ssh can be given a program here. On Windows it would have to be an executable of its own. */
export const canAsk = process.platform !== 'win32'

/**
 * Hears what ssh asks, by a socket in a folder that only this user can enter. Each run of ssh has a
 * token, so that nothing else gets a dialog opened. Answers pass through and are not kept.
 */
export class AskpassServer {
  readonly #folder: string
  readonly #server: Server
  readonly #handlers = new Map<string, AnswerPrompt>()
  readonly #sockets = new Map<Socket, string>()

  constructor() {
    // mkdtemp makes the folder with mode 0700 and a name that cannot be foreseen.
    this.#folder = mkdtempSync(join(tmpdir(), 'logsieve-ask-'))
    rememberSpoolFolder(this.#folder)
    writeFileSync(this.#starter, STARTER, { mode: 0o700, flag: 'wx' })
    this.#server = createServer((socket) => this.#receive(socket))
    this.#server.maxConnections = MAX_CONNECTIONS
    this.#server.on('error', () => this.dispose())
    this.#server.listen(this.#path)
    chmodSync(this.#path, 0o600)
    this.#server.unref()
  }

  begin(answer: AnswerPrompt): Asking {
    const token = randomBytes(32).toString('hex')
    this.#handlers.set(token, answer)
    return {
      environment: {
        SSH_ASKPASS: this.#starter,
        SSH_ASKPASS_REQUIRE: 'force',
        // Before version 8.4 ssh asks by a program only where it believes in a display.
        DISPLAY: process.env['DISPLAY'] ?? ':0',
        [ASKPASS.runtime]: process.execPath,
        [ASKPASS.program]: fileURLToPath(PROGRAM),
        [ASKPASS.socket]: this.#path,
        [ASKPASS.token]: token,
      },
      end: () => {
        this.#handlers.delete(token)
        for (const [socket, of] of this.#sockets) if (of === token) socket.destroy()
      },
    }
  }

  dispose(): void {
    for (const socket of this.#sockets.keys()) socket.destroy()
    this.#handlers.clear()
    this.#server.close()
    rmSync(this.#folder, { recursive: true, force: true })
    forgetSpoolFolder(this.#folder)
  }

  get #starter(): string {
    return join(this.#folder, 'askpass')
  }

  get #path(): string {
    return join(this.#folder, 'socket')
  }

  #receive(socket: Socket): void {
    const gone = new AbortController()
    this.#sockets.set(socket, '')
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#sockets.delete(socket)
      gone.abort()
    })
    let said = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const end = said.indexOf('\n')
      if (end < 0 && said.length <= MAX_REQUEST) return
      socket.removeAllListeners('data').resume()
      void this.#ask(socket, said.slice(0, Math.max(0, end)), gone.signal)
    })
  }

  async #ask(socket: Socket, line: string, gone: AbortSignal): Promise<void> {
    const request = parseRequest(line)
    const answer = request === null ? undefined : this.#handlers.get(request.token)
    if (request === null || answer === undefined) {
      socket.destroy()
      return
    }
    this.#sockets.set(socket, request.token)
    const text = await answer({ hint: request.hint, text: request.text }, gone).catch(() => null)
    if (text === null) socket.destroy()
    else socket.end(`${text}\n`)
  }
}

function parseRequest(line: string): (Prompt & { readonly token: string }) | null {
  try {
    const { token, hint, text } = JSON.parse(line) as Record<string, unknown>
    return typeof token === 'string' && typeof hint === 'string' && typeof text === 'string'
      ? { token, hint, text }
      : null
  } catch {
    return null
  }
}
