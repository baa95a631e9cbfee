import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/*
 * For tests: no container engine is needed. A stand-in for `docker` (or `podman`) says made-up lines in
 * the forms, and with the quirks, of the real ones: docker/cli cli/command/{container,service}/logs.go,
 * moby client/errors.go and daemon/logger/loggerutils/logfile.go.
 */

export interface StandInLine {
  readonly stream: 'out' | 'err'
  /** With nine digits of a second. */
  readonly time: string
  readonly text: string
  /** Of a service: `name.1.id@node`. */
  readonly task?: string
}

interface StandInLog {
  readonly image?: string
  readonly status?: string
  readonly hasTerminal?: boolean
  readonly lines?: readonly StandInLine[]
}

export interface StandInState {
  readonly containers?: Readonly<Record<string, StandInLog>>
  /** Where there are none it is no manager of a swarm. */
  readonly services?: Readonly<Record<string, StandInLog>>
  /** What it says instead of doing anything. */
  readonly trouble?: string
  /** With --follow it ends so often, in the middle of a line, each time some lines later. */
  readonly cuts?: number
}

const PROGRAM = `
const fs = require('node:fs')
const folder = FOLDER
const state = () => JSON.parse(fs.readFileSync(folder + '/state.json', 'utf8'))
const { containers = {}, services, trouble, cuts = 0 } = state()
const words = process.argv.slice(2)
const valueOf = (option) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined)
function fail(said) {
  fs.writeSync(2, said + '\\n')
  process.exit(1)
}
if (trouble) fail(trouble)
const isService = words[0] === 'service'
if (isService && !services) {
  fail('Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or ' +
    '"docker swarm join" to connect this node to swarm and try again.')
}
function list(nameOf, statusOf, logs) {
  for (const [name, { image = 'livekit/livekit-server', status = 'Up 2 hours' }] of Object.entries(logs)) {
    const values = { [nameOf]: name, '{{.Image}}': image, [statusOf]: status }
    const line = valueOf('--format').replace(/\\{\\{.*?\\}\\}/g, (part) => values[part])
    fs.writeSync(1, line + '\\n')
  }
}
const name = words.at(-1)
const command = isService ? 'service ' + words[1] : words[0]
if (command === 'ps') list('{{.Names}}', '{{.Status}}', containers)
else if (command === 'service ls') list('{{.Name}}', '{{.Replicas}}', services)
else if (command === 'service inspect') {
  if (!services[name]) fail('Status: Error: no such service: ' + name + ', Code: 1')
  fs.writeSync(1, String(services[name].hasTerminal === true) + '\\n')
} else if (command === 'service logs' || command === 'logs') print(isService ? services[name] : containers[name])
else fail("docker: '" + command + "' is not a docker command.")

function print(log) {
  if (!log) fail(isService ? 'no such task or service: ' + name : 'Error response from daemon: No such container: ' + name)
  if (log.hasTerminal && isService && !words.includes('--raw')) fail('tty service logs only supported with --raw')
  if (valueOf('--tail') === '0') return
  const since = Date.parse(valueOf('--since') ?? '1970-01-01')
  const runs = fs.existsSync(folder + '/runs') ? Number(fs.readFileSync(folder + '/runs')) : 0
  if (words.includes('--follow')) fs.writeFileSync(folder + '/runs', String(runs + 1))
  // The first line of that time or later, and all behind it: clocks may be set back.
  const isOpen = {}
  const isShown = ({ time, task = '' }) => (isOpen[task] ||= Date.parse(time) >= since)
  let printed = 0
  function printNew() {
    const { lines = [] } = (isService ? state().services : state().containers)[name]
    let news = lines.slice(printed).filter(isShown)
    printed = lines.length
    const isCut = words.includes('--follow') && runs < cuts
    if (isCut) news = news.slice(0, 50 * (runs + 1))
    for (const { stream, time, text, task } of news) {
      const prefix = task && !words.includes('--raw') ? task + '    | ' : ''
      fs.writeSync(stream === 'out' || log.hasTerminal ? 1 : 2, time + ' ' + prefix + text + '\\n')
    }
    if (isCut) fail('2026-01-02T03:05')
  }
  printNew()
  if (words.includes('--follow')) setInterval(printNew, 20)
}
`

export class EngineStandIn {
  /** The folder with the program. */
  readonly bin: string
  readonly #folder: string

  private constructor(folder: string) {
    this.#folder = folder
    this.bin = join(folder, 'bin')
  }

  static async create(
    folder: string,
    state: StandInState,
    name: 'docker' | 'podman' = 'docker',
  ): Promise<EngineStandIn> {
    const standIn = new EngineStandIn(folder)
    await mkdir(standIn.bin, { recursive: true })
    await standIn.set(state)
    const program = join(standIn.bin, name)
    const text = PROGRAM.replace('FOLDER', () => JSON.stringify(folder))
    await writeFile(program, `#!${process.execPath}\n${text}`)
    await chmod(program, 0o755)
    return standIn
  }

  /** What the next and the running programs say, whole at every moment. */
  async set(state: StandInState): Promise<void> {
    await writeFile(join(this.#folder, 'state.next'), JSON.stringify(state))
    await rename(join(this.#folder, 'state.next'), join(this.#folder, 'state.json'))
  }
}
