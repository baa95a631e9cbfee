import { ENGINE_STARTED, type HostMessage, ROWS_SHOWN } from '#shared/protocol/host'
import { lineOf, readPack } from '#shared/rules/pack-text'
import type { RuleSet } from '#shared/rules/compile'
import type { RulePack } from '#shared/rules/rule'

import { DocumentServer } from './document-server'
import { endBacktracking } from './linear-patterns'
import { MergeHost } from './merge/merge-host'
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

type Merge = NonNullable<Extract<HostMessage, { type: 'open' }>['merge']>

/** Stands beside this file in the bundle. */
const SCAN_WORKER = new URL('./scan-worker.js', import.meta.url)

let server: DocumentServer | null = null
/** What writes the log, where it is made of several. */
let merge: MergeHost | null = null

parentPort.on('message', ({ data, ports }) => {
  const message = data as HostMessage
  switch (message.type) {
    case 'open': {
      const { file, uses, indexFolder } = message
      const rules = ruleSetWith(message.userPacks.flatMap(validPacks))
      server = new DocumentServer({
        ...file,
        rules,
        uses,
        document: {
          scanWorker: SCAN_WORKER,
          ...(indexFolder === null ? {} : { keptFolder: indexFolder }),
        },
      })
      connect(ports)
      void server.read()
      merge = message.merge && mergeInto(server, file.path, message.merge, rules)
      parentPort.postMessage(ENGINE_STARTED)
      void server.untilShown().then(() => parentPort.postMessage(ROWS_SHOWN))
      break
    }
    case 'port':
      connect(ports)
      break
    case 'rules': {
      const rules = ruleSetWith(message.userPacks.flatMap(validPacks))
      void merge?.setRules(rules)
      void server?.setRules(rules)
      break
    }
    case 'source':
      if (merge) merge.follow(message.input, message.event)
      else void server?.onSourceEvent(message.event)
      break
    case 'caught-up':
      merge?.setCaughtUp(message.input)
      break
    case 'merge':
      void merge?.change(message.order, message.shifts)
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

function mergeInto(
  reader: DocumentServer,
  path: string,
  { order, inputs }: Merge,
  rules: RuleSet,
): MergeHost {
  return new MergeHost(path, inputs, order, rules, (event, source) => {
    void reader.onSourceEvent(event, source)
  })
}

/** A pack with a mistake is left out and told on stderr; the others go on. */
function validPacks(yaml: string): RulePack[] {
  const result = readPack(yaml)
  if (result.ok) return [result.pack]
  const lines = result.mistakes.map((mistake) => lineOf('rules', mistake))
  console.error(`logsieve: a rule pack is left out:\n  ${lines.join('\n  ')}`)
  return []
}
