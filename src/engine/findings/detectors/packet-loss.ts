import type { PacketLoss } from '#shared/finding'

import type { Detector, Found, Seen } from '../detector'
import { Trail } from '../trail'

const SMALL_BUFFER = 'livekit-server.udp-buffer-small'
const LOSSES = [
  'livekit-server.sequence-gap',
  'livekit-server.udp-unstable',
  'pion.mux-buffer-full',
]

const LEAST_LOSSES = 3

/** Packets are missing where the kernel gives the server a small receive buffer. */
export class PacketLosses implements Detector {
  readonly rules = [SMALL_BUFFER, ...LOSSES]
  readonly #trail = new Trail()
  #losses = 0
  #hasSmallBuffer = false

  take(seen: Seen): void {
    // An ingress beside it has a buffer of its own.
    if (seen.rule === SMALL_BUFFER && seen.program !== 'livekit') return
    if (seen.rule === SMALL_BUFFER) this.#hasSmallBuffer = true
    else if (this.#hasSmallBuffer) this.#losses++
    else return
    this.#trail.add(seen)
  }

  findings(): readonly Found[] {
    if (this.#losses < LEAST_LOSSES) return []
    const facts: PacketLoss = { kind: 'packet-loss', losses: this.#losses }
    return [{ key: 'all', category: 'advice', facts, ...this.#trail.span }]
  }
}
