import type { Failure } from '../open-failure'
import type { SshOptions } from '../remote/ssh-command'
import { askEngine } from './ask-engine'
import { type ContainerAddress, isContainerName } from './container-address'
import type { EnginePlace } from './docker-command'

/** A container or service of an engine. */
interface ListedContainer {
  readonly address: ContainerAddress
  readonly image: string
  /** `Up 3 hours (healthy)`, `Exited (1) 2 days ago`; of a service how many tasks run: `2/2`. */
  readonly status: string
  readonly isRunning: boolean
}

type Listing =
  | { readonly ok: true; readonly containers: readonly ListedContainer[] }
  | ({ readonly ok: false } & Failure)

// `{{.State}}` came with Docker 20.10 only; in the status every version says it.
const CONTAINERS = ['ps', '--all', '--format', '{{.Names}}\t{{.Image}}\t{{.Status}}']
const SERVICES = ['service', 'ls', '--format', '{{.Name}}\t{{.Image}}\t{{.Replicas}}']

/** The containers and services there, LiveKit's first, and of these the running ones. */
export async function listContainers(place: EnginePlace, options: SshOptions): Promise<Listing> {
  const answer = await askEngine(place, CONTAINERS, options)
  if (!answer.ok) return answer
  const isDocker = answer.engines.includes('docker')
  const services = isDocker ? await askEngine(place, SERVICES, options) : null
  // Only a manager of a swarm knows services; elsewhere there are none to pick.
  const serviceText = services?.ok === true ? services.text : ''
  const containers = [...rows(place, serviceText, true), ...rows(place, answer.text, false)]
  return { ok: true, containers: containers.sort((a, b) => order(a) - order(b)) }
}

function rows(place: EnginePlace, text: string, isService: boolean): ListedContainer[] {
  return text.split('\n').flatMap((line) => {
    const [names = '', image = '', status = ''] = line.trimEnd().split('\t')
    // A container may have several names, those of its links among them.
    const name = names.split(',').find((one) => isContainerName(one))
    if (name === undefined) return []
    const isRunning = isService ? !status.startsWith('0/') : status.startsWith('Up')
    return [{ address: { ...place, name, isService }, image, status, isRunning }]
  })
}

const LIVEKIT = /livekit|ingress|egress|(?<![a-z])sip(?![a-z])/i

function order({ address, image, isRunning }: ListedContainer): number {
  const isOfLiveKit = LIVEKIT.test(address.name) || LIVEKIT.test(image)
  return (isOfLiveKit ? 0 : 2) + (isRunning ? 0 : 1)
}
