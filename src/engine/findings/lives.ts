import type { ReadRecord } from '../record-reader'
import type { Seen } from './detector'

/*
 * The rules of the records with which programs begin and end, for the detectors that follow their
 * lives.
 */

/** Once in the life of a process, when it is up. */
export const STARTS = [
  'livekit-server.started',
  'ingress.cpu-available',
  'egress.cpu-available',
  'neighbours.redis-ready',
] as const

/** Early in its life, before it can fail. */
export const BEGINNINGS = [
  'livekit-server.redis-connecting',
  'livekit-server.redis-address-is-url',
  'livekit-server.external-ip-found',
  'livekit-server.single-node',
  'livekit-server.dev-mode',
] as const

/** It was told to stop. */
export const STOP_SIGNALS = [
  'livekit-server.exit-requested',
  'ingress.exit-*',
  'egress.exit-*',
  'sip.exit-*',
  'neighbours.redis-stopping',
] as const

/** The last line of a process that tells why it ends. */
export const LAST_LINES = [
  'livekit-server.redis-unreachable',
  'livekit-server.redis-host-unknown',
  'livekit-server.redis-address-malformed',
  'livekit-server.config-unparsable',
  'livekit-server.rtc-config-invalid',
  'livekit-server.rtc-config-no-stun',
  'livekit-server.no-keys',
  'livekit-server.keys-unparsable',
  'livekit-server.key-file-too-open',
  'livekit-server.port-in-use',
  'livekit-server.http-server-ended',
  'livekit-server.turn-cert-missing',
  'livekit-server.turn-domain-missing',
  'livekit-server.turn-ports-missing',
  'livekit-server.turn-udp-port-taken',
  'livekit-server.turn-tls-port-taken',
  'livekit-server.rooms-unreadable',
  'ingress.process-exited*',
  'ingress.redis-required',
  'egress.start-failed',
  'egress.internal-error',
  'lk-jwt-service.config-incomplete',
  'lk-jwt-service.port-taken',
  'sip.port-busy',
  'neighbours.redis-listen-failed',
  'neighbours.agents-failed',
] as const

export const PANICS = ['runtime.panic*', 'runtime.fatal-*'] as const

/** What Docker Compose says of a container that ended by a fault. */
export const FAULTY_EXITS = [
  'runtime.exit-killed',
  'runtime.exit-segfault',
  'runtime.exit-panic',
] as const

export const OTHER_EXITS = [
  'runtime.exit-ok',
  'runtime.exit-error',
  'runtime.exit-command',
] as const

/** Two lines about one end stand no further apart. */
export const SAME_END_SECONDS = 3

/** Compose names the container: `livekit-1 exited with code 2` is of the program `livekit`. */
export function ofContainer({ entry }: ReadRecord): Pick<Seen, 'program' | 'message'> {
  const message = entry.message.slice(0, 200)
  const [, program = ''] = /^(\S+?)(?:[-_]\d+)? exited with code/.exec(message) ?? []
  return { program, message }
}
