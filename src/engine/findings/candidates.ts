import type { ReadRecord } from '../record-reader'
import { isPrivate } from './addresses'
import { listOf } from './fields'

/** Of one participant: `[local][trickle] udp4 host 203.0.113.40:7882 (resolved: …)`. */
const LOCAL = /^\[local\].*? (?:host|srflx|relay) \[?([\da-f.:]+?)\]?:\d+(?: |$)/i

/** LiveKit itself cuts public addresses of clients: `[remote][trickle] udp srflx 198.51.100...:42694`. */
const REMOTE = /^\[remote\].*? (?:srflx|prflx|host) \[?([\da-f.:]+?)\.*\]?:\d+(?: |$)/i

/** The addresses between which a connection was tried. */
export interface Candidates {
  /** Those that the server offered. */
  readonly offered: readonly string[]
  /** What is known of the client's public address. */
  readonly network: string | null
}

export function candidatesIn(read: ReadRecord): Candidates {
  const candidates = [
    ...listOf(read, 'publisherCandidates'),
    ...listOf(read, 'subscriberCandidates'),
  ].map((candidate) => candidate.slice(0, 200))
  const offered = candidates.flatMap((text) => LOCAL.exec(text)?.[1] ?? [])
  const remote = candidates.flatMap((text) => REMOTE.exec(text)?.[1] ?? [])
  return {
    offered: [...new Set(offered)],
    network: remote.find((address) => !isPrivate(address)) ?? null,
  }
}

/** Networks whose cut names may be of the same one count once. */
export function addNetwork(networks: Set<string>, network: string): void {
  const isKnown = [...networks].some(
    (known) => known.startsWith(network) || network.startsWith(known),
  )
  if (!isKnown) networks.add(network)
}
