import type { ConnectionOptions } from '../remote/connection'
import { type Failure, failureOf } from '../open-failure'
import { untilRefused } from '../remote/until-refused'
import type { OpenResult } from '../source'
import { openTimedLog, type TimedProgram } from '../timed/timed-log'
import { askEngine } from './ask-engine'
import { type ContainerAddress, containerAddressText } from './container-address'
import { type Engine, startEngine } from './docker-command'
import { dockerFailure } from './docker-failure'

/** Opens what a container or the tasks of a service write, both streams, with the times that the engine keeps. */
export async function openDocker(
  address: ContainerAddress,
  options: ConnectionOptions,
): Promise<OpenResult> {
  const { name } = address
  const place = containerAddressText(address)
  try {
    // Who has refused an answer once is not asked again at once.
    const asker = options.asker ? untilRefused(options.asker) : null
    const found = await find(address, { ...options, asker })
    if (!found.ok) return { ...found, place }
    const program = programOf(address, found, options)
    return { ok: true, source: await openTimedLog(program, { name, place }, options) }
  } catch (error) {
    return { ok: false, place, ...failureOf(error) }
  }
}

interface Found {
  readonly ok: true
  readonly engines: readonly Engine[]
  /** The words that print its log, before the options. */
  readonly words: readonly string[]
  readonly isService: boolean
}

/** A container first: that is what most people have. */
async function find(
  address: ContainerAddress,
  options: ConnectionOptions,
): Promise<Found | ({ readonly ok: false } & Failure)> {
  if (address.isService) return findService(address, options)
  // Asks for no lines, to hear whether there could be some.
  const answer = await askEngine(address, ['logs', '--tail', '0', address.name], options)
  if (answer.ok) return { ok: true, engines: answer.engines, words: ['logs'], isService: false }
  if (answer.code !== 'no-container' || address.engine === 'podman') return answer
  const other = await findService(address, options)
  return other.ok ? other : answer
}

async function findService(
  address: ContainerAddress,
  options: ConnectionOptions,
): Promise<Found | ({ readonly ok: false } & Failure)> {
  const words = ['service', 'inspect', '--format', HAS_TERMINAL, address.name]
  const answer = await askEngine({ ...address, engine: 'docker' }, words, options)
  if (!answer.ok) return answer
  // Docker refuses to name the task of each line where there is a terminal.
  const raw = answer.text.trim() === 'true' ? ['--raw'] : []
  return {
    ok: true,
    engines: answer.engines,
    words: ['service', 'logs', ...raw],
    isService: true,
  }
}

/** What our own command line says on another machine, as soon as it runs there. */
const READY = 'logsieve: connected'

const HAS_TERMINAL = '{{.Spec.TaskTemplate.ContainerSpec.TTY}}'

/** `name.1.id@node    | …` behind the time (docker/cli cli/command/service/logs.go). */
const TASK = /^(?<task>[A-Za-z0-9][\w.-]*@\S+) +\| /

function programOf(
  { machine, name }: ContainerAddress,
  { engines, words, isService }: Found,
  options: ConnectionOptions,
): TimedProgram {
  return {
    print: (since, follows) => {
      const from = since === null ? [] : ['--since', since.toISOString()]
      const all = [...words, '--timestamps', ...from, ...(follows ? ['--follow'] : []), name]
      return startEngine(machine, engines, all, options, READY)
    },
    ...(machine === null ? {} : { ready: READY }),
    // Each task is read by itself, and its lines come between those of the others.
    ...(isService ? { originOf: (head) => TASK.exec(head)?.groups?.task ?? '' } : {}),
    failureOf: dockerFailure,
    endedWell: isService ? 'The service has ended' : 'The container has stopped',
  }
}
