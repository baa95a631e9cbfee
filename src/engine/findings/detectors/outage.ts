import type { Lost, Outage } from '#shared/finding'
import type { Milliseconds } from '#shared/record'

import type { Detector, Found, Seen } from '../detector'
import { isNamed } from '../interests'
import { Trail } from '../trail'

/** Something that can be lost, and by which records it is seen to be gone and back. */
interface Lifeline {
  readonly of: Lost
  readonly complaints: readonly string[]
  readonly back: readonly string[]
  /** Fewer complaints are no outage. */
  readonly least: number
  /** After such a silence it is another outage: nothing surely says that this one has ended. */
  readonly maxGapSeconds?: number
}

const LIFELINES: readonly Lifeline[] = [
  {
    of: 'redis',
    complaints: [
      'livekit-server.redis-unreachable',
      'livekit-server.redis-host-unknown',
      'livekit-server.redis-unreachable-error',
      'livekit-server.redis-no-connection',
      'livekit-server.redis-loading',
      'livekit-server.node-update-failed',
      'livekit-server.node-stats-failed',
      'ingress.process-exited-redis',
      'libraries.rpc-redis-lost',
      'lk-jwt-service.redis',
    ],
    back: [
      'livekit-server.started',
      'neighbours.redis-ready',
      'ingress.cpu-available',
      'egress.cpu-available',
    ],
    least: 2,
    maxGapSeconds: 1800,
  },
  {
    of: 'egress-updates',
    complaints: ['egress.io-unhealthy'],
    back: ['egress.io-restored'],
    least: 1,
  },
  {
    of: 'sip-room',
    complaints: ['sip.room-recovering'],
    back: ['sip.room-recovered'],
    least: 2,
  },
  {
    of: 'agents',
    complaints: [
      'neighbours.agents-connect-failed',
      'neighbours.agents-connect-localhost',
      'neighbours.agents-js-connect-retry',
    ],
    back: ['neighbours.agents-registered'],
    least: 2,
  },
  {
    of: 'webhooks',
    complaints: [
      'livekit-server.webhook-failed*',
      'libraries.webhook-receiver-fails',
      'livekit-server.webhook-dropped',
      'libraries.webhook-queue-full',
      'libraries.webhook-too-old',
    ],
    back: ['livekit-server.webhook-sent'],
    least: 3,
  },
]

/** The newest ones of each are told. */
const MAX_OUTAGES = 3

interface Away {
  readonly trail: Trail
  readonly programs: Set<string>
  complaints: number
  lastComplaint: Milliseconds | null
  backAt: Milliseconds | null
}

/** Something was out of reach, and was back after a while or is not yet. */
class Outages implements Detector {
  readonly rules: readonly string[]
  readonly #line: Lifeline
  #away: Away | null = null
  readonly #over: Away[] = []

  constructor(line: Lifeline) {
    this.#line = line
    this.rules = [...line.complaints, ...line.back]
  }

  take(seen: Seen): void {
    if (isNamed(this.#line.complaints, seen.rule)) this.#complain(seen)
    else this.#comeBack(seen)
  }

  findings(): readonly Found[] {
    const away = this.#away && this.#isOutage(this.#away) ? [this.#away] : []
    return [...this.#over, ...away].slice(-MAX_OUTAGES).map((one) => this.#found(one))
  }

  #complain(seen: Seen): void {
    if (this.#isLongAgo(seen)) this.#end()
    this.#away ??= {
      trail: new Trail(),
      programs: new Set(),
      complaints: 0,
      lastComplaint: null,
      backAt: null,
    }
    this.#away.complaints++
    this.#away.lastComplaint = seen.time
    this.#away.trail.add(seen)
    if (seen.program !== '') this.#away.programs.add(seen.program)
  }

  #comeBack(seen: Seen): void {
    if (this.#away && !this.#isLongAgo(seen)) {
      this.#away.backAt = seen.time
      this.#away.trail.add(seen)
    }
    this.#end()
  }

  #isLongAgo({ time }: Seen): boolean {
    const silence = this.#away?.trail.secondsTo(time) ?? 0
    return silence > (this.#line.maxGapSeconds ?? Number.POSITIVE_INFINITY)
  }

  #end(): void {
    if (this.#away && this.#isOutage(this.#away)) {
      this.#over.push(this.#away)
      if (this.#over.length > MAX_OUTAGES) this.#over.shift()
    }
    this.#away = null
  }

  #isOutage({ complaints }: Away): boolean {
    return complaints >= this.#line.least
  }

  #found({ trail, programs, ...others }: Away): Found {
    const { of } = this.#line
    const facts: Outage = { kind: 'outage', of, programs: [...programs], ...others }
    return { key: `${of}:${trail.place.firstRecord}`, category: 'problem', facts, ...trail.span }
  }
}

export const OUTAGES: readonly (() => Detector)[] = LIFELINES.map((line) => () => new Outages(line))
