import { join } from 'node:path'
import { app, utilityProcess, type MessagePortMain } from 'electron'

import { ENGINE_STARTED, type HostMessage, ROWS_SHOWN } from '#shared/protocol/host'

/** An engine process, seen from main. */
export interface Engine {
  /** Settles when it reads its log, or has ended. */
  readonly started: Promise<void>
  /** Settles when the page shows the first rows, when nobody seems to wait for them, or when it has ended. */
  readonly shown: Promise<void>
  send(message: HostMessage, port?: MessagePortMain): void
  stop(): void
  /** Calls back if it ends by itself, also where it has done so already. */
  onCrash(listener: (detail: string) => void): void
}

/** Starts engine processes, one of them before it is known what it will read. */
export class Engines {
  #ready: Engine | null = null

  /** A log is being opened: the process that will read it starts meanwhile. */
  prepare(): void {
    if (this.#ready !== null) return
    const engine = startEngine()
    this.#ready = engine
    engine.onCrash(() => {
      if (this.#ready === engine) this.#ready = null
    })
  }

  /** What was being opened will not be read. */
  dropPrepared(): void {
    this.#ready?.stop()
    this.#ready = null
  }

  take(): Engine {
    const engine = this.#ready ?? startEngine()
    this.#ready = null
    return engine
  }
}

/** Starts a process that reads one log. */
function startEngine(): Engine {
  // app.getAppPath and not this file's folder: the bundler may put this module into a shared chunk.
  const engine = utilityProcess.fork(join(app.getAppPath(), 'out', 'engine', 'index.js'), [], {
    serviceName: 'Logsieve engine',
    stdio: 'inherit',
  })
  let isStopped = false
  const crashed = new Promise<string>((resolve) => {
    engine.once('exit', (code) => {
      if (isStopped) return
      isStopped = true
      resolve(`The engine process ended (code ${code})`)
    })
  })
  const told = (news: string) =>
    new Promise<void>((resolve) => {
      engine.on('message', (message) => {
        if (message === news) resolve()
      })
      engine.once('exit', () => resolve())
    })
  return {
    started: told(ENGINE_STARTED),
    shown: told(ROWS_SHOWN),
    onCrash: (listener) => void crashed.then(listener),
    send: (message, port) => {
      if (!isStopped) engine.postMessage(message, port === undefined ? [] : [port])
    },
    stop: () => {
      isStopped = true
      engine.kill()
    },
  }
}
