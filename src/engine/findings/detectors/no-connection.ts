import type { NoConnection } from '#shared/finding'

import type { ReadRecord } from '../../record-reader'
import { isPrivate } from '../addresses'
import { addNetwork, candidatesIn } from '../candidates'
import type { Detector, Found, Seen } from '../detector'
import { fieldOf } from '../fields'
import { isNamed } from '../interests'
import { Trail } from '../trail'

const FAILURES = ['livekit-server.removed-without-connection*']
const SUCCESSES = ['livekit-server.participant-active*']

/** The newest ones are told. */
const MAX_RUNS = 3

/** So many in a row, of so many participants, with nobody who gets through between them. */
const LEAST_IN_A_ROW = 3
const LEAST_PARTICIPANTS = 2
const LEAST_AT_ALL = 2

const MAX_NAMES = 1000
const MAX_NETWORKS = 100
const MAX_OFFERED = 20

/** Participants whose media never connected. */
class Failures {
  readonly trail = new Trail()
  readonly participants = new Set<string>()
  readonly networks = new Set<string>()
  readonly offered = new Set<string>()
  count = 0

  add(seen: Seen, read: ReadRecord | null): void {
    this.count++
    this.trail.add(seen)
    if (!read) return
    const name = fieldOf(read, 'participant', 'participantID', 'pID')
    const { offered, network } = candidatesIn(read)
    this.#remember(name === null ? [] : [name], network === null ? [] : [network], offered)
  }

  addAll(others: Failures): void {
    this.count += others.count
    this.trail.addAll(others.trail)
    this.#remember(others.participants, others.networks, others.offered)
  }

  #remember(names: Iterable<string>, networks: Iterable<string>, offered: Iterable<string>): void {
    for (const name of names) {
      if (this.participants.size < MAX_NAMES) this.participants.add(name)
    }
    for (const network of networks) {
      if (this.networks.size < MAX_NETWORKS) addNetwork(this.networks, network)
    }
    for (const address of offered) {
      if (this.offered.size < MAX_OFFERED) this.offered.add(address)
    }
  }
}

/** Whether nobody gets media, which is the server's trouble, or some do not, which is theirs. */
export class NoConnections implements Detector {
  readonly rules = [...FAILURES, ...SUCCESSES]
  readonly reads = FAILURES
  readonly #runs: Failures[] = []
  #run = new Failures()
  readonly #others = new Failures()
  #connected = 0

  take(seen: Seen, read: ReadRecord | null): void {
    if (isNamed(FAILURES, seen.rule)) {
      this.#run.add(seen, read)
      return
    }
    this.#connected++
    if (this.#run.count === 0) return
    if (this.#isEveryone(this.#run)) {
      this.#runs.push(this.#run)
      if (this.#runs.length > MAX_RUNS) this.#runs.shift()
    } else this.#others.addAll(this.#run)
    this.#run = new Failures()
  }

  findings(): readonly Found[] {
    const isEveryone = this.#isEveryone(this.#run)
    const runs = isEveryone ? [...this.#runs, this.#run] : this.#runs
    const others = new Failures()
    others.addAll(this.#others)
    if (!isEveryone) others.addAll(this.#run)
    const found = runs.map((run) => this.#found(run, 'everyone'))
    if (others.count < LEAST_AT_ALL) return found
    const who = others.participants.size === 1 ? 'one' : 'some'
    return [...found, this.#found(others, who)]
  }

  /** Those of one network say nothing about the server where others got through. */
  #isEveryone({ count, participants, networks }: Failures): boolean {
    const isEnough = count >= LEAST_IN_A_ROW && participants.size >= LEAST_PARTICIPANTS
    return isEnough && (networks.size !== 1 || this.#connected === 0)
  }

  #found(failures: Failures, who: NoConnection['who']): Found {
    const { count, participants, networks, trail } = failures
    const offered = [...failures.offered]
    const facts: NoConnection = {
      kind: 'no-connection',
      who,
      failures: count,
      participants: participants.size,
      connected: this.#connected,
      networks: networks.size,
      offered,
      offersOnlyPrivate: offered.length > 0 && offered.every(isPrivate),
    }
    const isOurs = who === 'everyone' || facts.offersOnlyPrivate
    const key = who === 'everyone' ? `everyone:${trail.place.firstRecord}` : 'some'
    return { key, category: isOurs ? 'problem' : 'client', facts, ...trail.span }
  }
}
