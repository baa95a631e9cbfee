import type { Scanner } from '#shared/finding'

import type { ReadRecord } from '../../record-reader'
import { addressIn, isPrivate } from '../addresses'
import type { Detector, Found, Seen } from '../detector'
import { fieldOf } from '../fields'
import { isNamed } from '../interests'
import { Top } from '../top'
import { Trail } from '../trail'

/** A stranger at a door: one such record says nothing, many of one address do. */
const DOORS = [
  'runtime.tls-handshake',
  'neighbours.caddy-tls-error',
  'pion.tcp-not-stun',
  'pion.tcp-no-username',
  'pion.tcp-first-packet',
  'pion.tcp-bad-stun',
  'pion.turn-tls-handshake-*',
  'ingress.rtmp-handshake-failed-other',
  'sip.no-trunk',
  'sip.flood',
  'sip.not-handled',
  'sip.auth-failed',
]

/** What a visitor asks for now and then too: only many different paths tell. */
const VISITS = [
  'neighbours.access-scanner',
  'neighbours.access-garbage',
  'neighbours.access-not-found',
  'neighbours.access-unauthorized',
  'neighbours.access-client-error',
  'neighbours.access-whip-refused',
  'neighbours.caddy-access-scanner',
  'neighbours.caddy-access-not-found',
  'neighbours.caddy-access-refused',
]

const LEAST_ATTEMPTS = 10
const LEAST_PATHS = 10
const MAX_SCANNERS = 5
const MAX_TARGETS = 100
const MAX_PROGRAMS = 10

/** What stands for a program in lines that name none. */
const NAMELESS = ['', 'go', 'pion', 'access-log']

class Suspect {
  count = 0
  visits = 0
  readonly trail = new Trail()
  readonly targets = new Set<string>()
  readonly programs = new Set<string>()
}

/** One address that comes again and again to doors which are not its own. */
export class Scanners implements Detector {
  readonly rules = [...DOORS, ...VISITS]
  readonly reads = this.rules
  readonly #suspects = new Top(() => new Suspect())
  #isPart = false

  take(seen: Seen, read: ReadRecord | null): void {
    if (!read) {
      this.#isPart = true
      return
    }
    const address = addressIn(read)
    if (address === null) return
    const suspect = this.#suspects.count(address)
    if (isNamed(VISITS, seen.rule)) suspect.visits++
    suspect.trail.add(seen)
    const target = targetOf(read)
    if (target !== null && suspect.targets.size < MAX_TARGETS) suspect.targets.add(target)
    if (!NAMELESS.includes(seen.program) && suspect.programs.size < MAX_PROGRAMS) {
      suspect.programs.add(seen.program)
    }
  }

  findings(): readonly Found[] {
    return this.#suspects
      .sorted()
      .filter(([, suspect]) => isScanner(suspect))
      .slice(0, MAX_SCANNERS)
      .map(([address, { count, trail, targets, programs }]) => {
        const facts: Scanner = {
          kind: 'scanner',
          address,
          isPrivate: isPrivate(address),
          attempts: count,
          isAtLeast: this.#isPart || this.#suspects.hasForgotten,
          targets: targets.size,
          examples: [...targets].slice(0, 3),
          programs: [...programs],
        }
        return { key: address, category: 'noise', facts, ...trail.span }
      })
  }
}

function isScanner({ count, visits, targets }: Suspect): boolean {
  return count - visits >= LEAST_ATTEMPTS || (visits > 0 && targets.size >= LEAST_PATHS)
}

function targetOf(read: ReadRecord): string | null {
  return fieldOf(read, 'request.uri', 'RequestPath', 'path', 'toUser', 'to')
}
