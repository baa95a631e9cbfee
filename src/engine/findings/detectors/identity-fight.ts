import type { IdentityFight } from '#shared/finding'
import type { Milliseconds } from '#shared/record'

import type { ReadRecord } from '../../record-reader'
import type { Detector, Found, Seen } from '../detector'
import { fieldOf } from '../fields'
import { Top } from '../top'
import { Trail } from '../trail'

const REMOVED = 'livekit-server.duplicate-removed'

/** Who comes back so soon does it by itself. */
const MAX_GAP_MS = 5 * 60_000
const LEAST_TIMES = 3
const MAX_FIGHTS = 3

class Rival {
  count = 0
  identity = ''
  room: string | null = null
  trail = new Trail()
  lastTime: Milliseconds | null = null
  /** The longest row of times that followed each other soon. */
  longest: Trail | null = null
}

/** Two connections of one identity that put each other out of the room again and again. */
export class IdentityFights implements Detector {
  readonly rules = [REMOVED]
  readonly reads = this.rules
  readonly #rivals = new Top(() => new Rival())

  take(seen: Seen, read: ReadRecord | null): void {
    const identity = fieldOf(read, 'participant')
    if (identity === null) return
    const room = fieldOf(read, 'room')
    const rival = this.#rivals.count(JSON.stringify([room, identity]))
    rival.identity = identity
    rival.room = room
    const gap = rival.lastTime === null || seen.time === null ? 0 : seen.time - rival.lastTime
    if (gap > MAX_GAP_MS) rival.trail = new Trail()
    rival.trail.add(seen)
    rival.lastTime = seen.time
    if (rival.trail.records.length >= (rival.longest?.records.length ?? LEAST_TIMES)) {
      rival.longest = rival.trail
    }
  }

  findings(): readonly Found[] {
    return this.#rivals
      .sorted()
      .flatMap(([, { identity, room, longest }]) => (longest ? [{ identity, room, longest }] : []))
      .slice(0, MAX_FIGHTS)
      .map(({ identity, room, longest }) => {
        const times = longest.records.length
        const facts: IdentityFight = { kind: 'identity-fight', identity, room, times }
        return { key: longest.place.firstRecord, category: 'client', facts, ...longest.span }
      })
  }
}
