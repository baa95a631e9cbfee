import { ENGINE_STARTED, type HostMessage } from '#shared/protocol/host'
import { lineOf, readPack } from '#shared/rules/pack-text'
import type { RulePack } from '#shared/rules/rule'

import { DocumentServer } from './document-server'
import { endBacktracking } from './linear-patterns'
import { ruleSetWith } from './rules'

/*
 * The engine as a process of its own, one for each document (an Electron utility process). Its
 * parent says what to open and what happens to the file; the page asks over its port.
 */

endBacktracking()

/** Electron's parentPort and MessagePortMain, as far as they are used here. */
interface Port {
  on: (event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void) => void
  postMessage: (message: unknown) => void
  start: () => void
}

const { parentPort } = process as unknown as { parentPort: Port }

/** Stands beside this file in the bundle. */
const SCAN_WORKER = new URL('./scan-worker.js', import.meta.url)

let server: DocumentServer | null = null

parentPort.on('message', ({ data, ports }) => {
  const message = data as HostMessage
  switch (message.type) {
    case 'open': {
      const { path, key, from, bytes, later, referenceTime, uses, indexFolder } = message
      const rules = ruleSetWith(message.userPacks.flatMap(validPacks))
      server = new DocumentServer({
        path,
        from,
        bytes,
        key,
        later,
        rules,
        referenceTime,
        uses,
        document: {
          scanWorker: SCAN_WORKER,
          ...(indexFolder === null ? {} : { keptFolder: indexFolder }),
        },
      })
      connect(ports)
      void server.read()
      parentPort.postMessage(ENGINE_STARTED)
      break
    }
    case 'port':
      connect(ports)
      break
    case 'rules':
      void server?.setRules(ruleSetWith(message.userPacks.flatMap(validPacks)))
      break
    case 'source':
      void server?.onSourceEvent(message.event)
      break
  }
})

function connect([port]: Port[]): void {
  if (!port || !server) return
  const connected = server
  port.on('message', ({ data }) => void connected.onMessage(data))
  port.start()
  connected.connect(port)
}

/** A pack with a mistake is left out and told on stderr; the others go on. */
function validPacks(yaml: string): RulePack[] {
  const result = readPack(yaml)
  if (result.ok) return [result.pack]
  const lines = result.mistakes.map((mistake) => lineOf('rules', mistake))
  console.error(`logsieve: a rule pack is left out:\n  ${lines.join('\n  ')}`)
  return []
}
