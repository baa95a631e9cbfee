import type { Category } from './category'
import type { Milliseconds } from './record'
import type { TimeRange } from './time-range'

/** A program starts again and again. */
export interface RestartLoop {
  readonly kind: 'restart-loop'
  readonly program: string | null
  readonly times: number
  readonly averageSeconds: number | null
  /** What stands before a new start: a last line that tells why, a signal to stop, or nothing. */
  readonly end: 'last-line' | 'signal' | 'nothing'
  /** The last line, of the first time. */
  readonly message: string | null
  readonly runningSince: Milliseconds | null
}

/** One address tries many doors. */
export interface Scanner {
  readonly kind: 'scanner'
  readonly address: string
  /** Of an internal network. */
  readonly isPrivate: boolean
  readonly attempts: number
  /** There are more than were looked at. */
  readonly isAtLeast: boolean
  /** Different paths, keys or numbers, as far as the records name them. */
  readonly targets: number
  readonly examples: readonly string[]
  readonly programs: readonly string[]
}

/** Strangers try stream keys. */
export interface KeyGuessing {
  readonly kind: 'key-guessing'
  readonly attempts: number
  readonly keys: number
  readonly areAtLeast: boolean
  readonly examples: readonly string[]
}

/** One encoder comes again and again with a key that nobody knows. */
export interface UnknownKey {
  readonly kind: 'unknown-key'
  readonly key: string
  readonly attempts: number
  readonly isAtLeast: boolean
}

/** Participants sign on and never get media. */
export interface NoConnection {
  readonly kind: 'no-connection'
  /** `everyone`: nobody got through between the first and the last of them. */
  readonly who: 'everyone' | 'some' | 'one'
  readonly failures: number
  readonly participants: number
  /** How often media was connected in the whole log. */
  readonly connected: number
  /** Different public networks among those who failed, as far as their candidates tell. */
  readonly networks: number
  /** The addresses that the server offered. */
  readonly offered: readonly string[]
  readonly offersOnlyPrivate: boolean
}

/** What an outage can be of. */
export type Lost = 'redis' | 'egress-updates' | 'sip-room' | 'agents' | 'webhooks'

/** Something was out of reach for a while. */
export interface Outage {
  readonly kind: 'outage'
  readonly of: Lost
  readonly programs: readonly string[]
  readonly complaints: number
  readonly lastComplaint: Milliseconds | null
  /** The first sign that it was there again. */
  readonly backAt: Milliseconds | null
}

/** A program ended by a fault, and what was open at that moment. */
export interface Crash {
  readonly kind: 'crash'
  readonly program: string | null
  readonly end: 'panic' | 'killed' | 'fault'
  readonly message: string
  readonly rooms: readonly string[]
  readonly participants: number
  readonly egresses: readonly string[]
  readonly ingresses: readonly string[]
  /** Not all that stands before it was looked at. */
  readonly isPart: boolean
  readonly backAt: Milliseconds | null
}

/** The times of one program do not follow the order of its lines. */
export interface ClockJump {
  readonly kind: 'clock-jump'
  readonly program: string | null
  readonly direction: 'back' | 'forward'
  readonly jumps: number
  /** The widest. */
  readonly seconds: number
}

/** The receive buffer is small and packets are missing. */
export interface PacketLoss {
  readonly kind: 'packet-loss'
  readonly losses: number
}

/** Two connections put each other out of a room. */
export interface IdentityFight {
  readonly kind: 'identity-fight'
  readonly identity: string
  readonly room: string | null
  readonly times: number
}

/** Clients refuse the certificate. */
export interface CertificateRefused {
  readonly kind: 'certificate-refused'
  readonly refusals: number
  readonly addresses: number
}

/** Many participants lost their connection within seconds. */
export interface MassLoss {
  readonly kind: 'mass-loss'
  readonly lost: number
  /** Who was connected at that moment, as far as the log tells. */
  readonly connected: number
  readonly seconds: number
}

export type Facts =
  | RestartLoop
  | Crash
  | NoConnection
  | Outage
  | CertificateRefused
  | MassLoss
  | ClockJump
  | PacketLoss
  | IdentityFight
  | UnknownKey
  | KeyGuessing
  | Scanner

export type FindingKind = Facts['kind']

/** What several records say together. */
export interface Finding {
  /** Names it in a filter; the same while the log grows. */
  readonly id: string
  readonly category: Exclude<Category, 'unknown' | 'activity' | 'healthy'>
  /** Records that it rests on. */
  readonly records: number
  readonly firstRecord: number
  readonly firstTime: Milliseconds | null
  readonly lastTime: Milliseconds | null
  readonly facts: Facts
}

/** Whether it speaks of a range of time: of one without times that is not known, so it does. */
export function touches({ firstTime, lastTime }: Finding, time: TimeRange | null): boolean {
  if (time === null || firstTime === null || lastTime === null) return true
  return (
    (time.until === null || firstTime <= time.until) &&
    (time.from === null || lastTime >= time.from)
  )
}
