import { join } from 'node:path'
import { app, utilityProcess, type MessagePortMain } from 'electron'

import { ENGINE_STARTED, type HostMessage } from '#shared/protocol/host'

/** An engine process, seen from main. */
export interface Engine {
  /** Settles when it reads its log, or has ended. */
  readonly started: Promise<void>
  send(message: HostMessage, port?: MessagePortMain): void
  stop(): void
}

/** Starts a process that reads one log. `onCrash` is called if it ends by itself. */
export function startEngine(onCrash: (detail: string) => void): Engine {
  // app.getAppPath and not this file's folder: the bundler may put this module into a shared chunk.
  const engine = utilityProcess.fork(join(app.getAppPath(), 'out', 'engine', 'index.js'), [], {
    serviceName: 'Logsieve engine',
    stdio: 'inherit',
  })
  let isStopped = false
  const started = new Promise<void>((resolve) => {
    engine.on('message', (message) => {
      if (message === ENGINE_STARTED) resolve()
    })
    engine.once('exit', () => resolve())
  })
  engine.once('exit', (code) => {
    if (isStopped) return
    isStopped = true
    onCrash(`The engine process ended (code ${code})`)
  })
  return {
    started,
    send: (message, port) => {
      if (!isStopped) engine.postMessage(message, port === undefined ? [] : [port])
    },
    stop: () => {
      isStopped = true
      engine.kill()
    },
  }
}
