import { type Machine, machineText, parseAddress } from '../remote/address'
import type { EnginePlace } from './docker-command'

/** What a SOURCE such as `docker:NAME` names. */
export interface ContainerAddress extends EnginePlace {
  readonly name: string
  /** A service of a swarm and no container; otherwise it is a container, or a service where none has the name. */
  readonly isService: boolean
}

type Parsed =
  | { readonly ok: true; readonly address: ContainerAddress }
  | { readonly ok: false; readonly detail: string }

/** Names and ids of containers and services, none of which is an option. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,200}$/
export function isContainerName(name: string): boolean {
  return NAME.test(name)
}

const SCHEME = /^(?<engine>docker|podman)(?:\+(?<ssh>ssh):\/\/|:(?:\/\/)?)/i
const SERVICE = 'service/'

/**
 * Reads `docker:NAME`, `docker+ssh://user@host:port/NAME` and the same of `podman`; NAME may be
 * `service/NAME`. null for what is no such address.
 */
export function parseContainerAddress(argument: string): Parsed | null {
  const match = SCHEME.exec(argument)
  if (!match?.groups) return null
  const engine = match.groups.engine?.toLowerCase() === 'podman' ? 'podman' : null
  const rest = argument.slice(match[0].length)
  if (match.groups.ssh === undefined) return containerAt({ machine: null, engine }, rest)
  const parsed = parseAddress(rest)
  return parsed.ok ? containerAt({ machine: parsed.machine, engine }, parsed.rest.slice(1)) : parsed
}

function containerAt(place: EnginePlace, path: string): Parsed {
  const isService = path.startsWith(SERVICE)
  const name = isService ? path.slice(SERVICE.length) : path
  if (!isContainerName(name))
    return { ok: false, detail: 'It has to end with the name of a container' }
  if (isService && place.engine === 'podman') {
    return { ok: false, detail: 'Podman has no services' }
  }
  return { ok: true, address: { ...place, name, isService } }
}

/** The address as a SOURCE argument. */
export function containerAddressText({
  engine,
  machine,
  isService,
  name,
}: ContainerAddress): string {
  return `${engine ?? 'docker'}${machineScheme(machine)}${isService ? SERVICE : ''}${name}`
}

function machineScheme(machine: Machine | null): string {
  return machine === null ? ':' : `+ssh://${machineText(machine)}/`
}
