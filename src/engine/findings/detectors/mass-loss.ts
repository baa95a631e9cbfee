import type { MassLoss } from '#shared/finding'

import type { Detector, Found, Seen } from '../detector'
import { isNamed } from '../interests'
import { Trail } from '../trail'

const LOST = 'livekit-server.closing-connection-lost'
const ENDED = ['livekit-server.closing*']
const JOINED = ['livekit-server.participant-active*']
const STARTED = 'livekit-server.started'

/** So many, and such a part of those who were connected, within so short a time. */
const LEAST_LOST = 5
const LEAST_PART = 1 / 3
const WINDOW_MS = 30_000

const MAX_EVENTS = 3

interface Loss {
  readonly seen: Seen
  /** Who was connected just before. */
  readonly connected: number
}

interface Event {
  readonly trail: Trail
  readonly connected: number
  lost: number
}

/** A large part of the participants loses the connection at once. */
export class MassLosses implements Detector {
  readonly rules = [...ENDED, ...JOINED, STARTED]
  readonly #events: Event[] = []
  #recent: Loss[] = []
  #connected = 0

  take(seen: Seen): void {
    if (seen.rule === STARTED) this.#connected = 0
    else if (isNamed(JOINED, seen.rule)) this.#connected++
    else {
      if (seen.rule === LOST) this.#lose(seen)
      this.#connected = Math.max(0, this.#connected - 1)
    }
  }

  findings(): readonly Found[] {
    return this.#events.map(({ trail, connected, lost }) => {
      const { firstTime, lastTime } = trail
      const seconds = ((lastTime ?? 0) - (firstTime ?? 0)) / 1000
      const facts: MassLoss = {
        kind: 'mass-loss',
        lost,
        connected: Math.max(lost, connected),
        seconds,
      }
      return { key: trail.place.firstRecord, category: 'problem', facts, ...trail.span }
    })
  }

  #lose(seen: Seen): void {
    const { time } = seen
    if (time === null) return
    const event = this.#events.at(-1)
    if (event && Math.abs(event.trail.secondsTo(time) ?? Number.NaN) * 1000 <= WINDOW_MS) {
      event.lost++
      event.trail.add(seen)
      return
    }
    this.#recent.push({ seen, connected: this.#connected })
    this.#recent = this.#recent.filter(
      ({ seen: other }) => Math.abs(time - (other.time ?? 0)) <= WINDOW_MS,
    )
    const connected = this.#recent[0]?.connected ?? 0
    if (this.#recent.length < LEAST_LOST || this.#recent.length < connected * LEAST_PART) return
    const begun: Event = { trail: new Trail(), connected, lost: this.#recent.length }
    for (const loss of this.#recent) begun.trail.add(loss.seen)
    this.#events.push(begun)
    if (this.#events.length > MAX_EVENTS) this.#events.shift()
    this.#recent = []
  }
}
