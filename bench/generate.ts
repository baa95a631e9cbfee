import { closeSync, openSync, writeSync } from 'node:fs'

/*
 * Writes logs of real shapes: the same bytes for everybody who names the same size.
 */

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

const CONSTANTS: readonly (readonly [string, string, string, string])[] = [
  ['info', 'livekit', 'redis/redis.go:145', 'connecting to redis'],
  ['info', 'livekit', 'rtcconfig/ip.go:211', 'found external IP via STUN'],
  ['info', 'livekit', 'rtcconfig/webrtc_config.go:105', 'using external IPs'],
  [
    'warn',
    'livekit',
    'rtcconfig/rtc_unix.go:31',
    'UDP receive buffer is too small for a production set-up',
  ],
  ['info', 'livekit', 'rtc/participant.go:1209', 'participant active'],
  ['info', 'livekit.transport', 'rtc/transport.go:510', 'ICE candidate pair stats'],
  ['info', 'livekit.pub', 'rtc/mediatrack.go:88', 'mediaTrack published'],
  ['info', 'livekit', 'rtc/room.go:501', 'closing room'],
]

/** The eight messages that are looked for. */
export const MESSAGES = CONSTANTS.map(([, , , message]) => message)

const REASONS = ['CLIENT_REQUEST_LEAVE', 'PEER_CONNECTION_DISCONNECTED', 'JOIN_TIMEOUT', 'STALE']
const STACK = [
  'github.com/livekit/livekit-server/pkg/service.(*RTCService).ServeHTTP',
  '\t/workspace/pkg/service/rtcservice.go:228',
]

/**
 * `mixed`: 300 messages, JSON, console, carriers, stacks and 2 % that no rule knows; `json` and
 * `console`: eight constant messages. The rest is meant to hurt: `numbers`: every message has another
 * number in it; `words`: every message has other words; `names`: every message has another name of
 * letters and digits, some of which look like words; `short`: 60 bytes a line; `long`: 16 KB a line; `json-file`: Docker's, with every quote escaped.
 */
export const SHAPES = [
  'mixed',
  'json',
  'console',
  'numbers',
  'words',
  'names',
  'short',
  'long',
  'json-file',
] as const

export type Shape = (typeof SHAPES)[number]

/** A session description of 16 KB. */
const SDP = 'a=candidate:1 1 udp 2130706431 192.0.2.1 50000 typ host '.repeat(288)

function lettersOf(words: readonly string[]): string {
  return words.join(' ').replace(/\d/g, 'x')
}

/** @returns the bytes that were written, `bytes` or a little more */
export function generate(path: string, bytes: number, shape: Shape, seed = 1): number {
  const random = randomFrom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const others = Array.from(
    { length: 292 },
    (_, at) =>
      `statement ${String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26))} of the program`,
  )
  const zap = (level: string, logger: string, caller: string, message: string, fields: string) =>
    `{"level":"${level}","ts":${time.toFixed(6)},"logger":"${logger}","caller":"${caller}","msg":"${message}"${fields}}`
  const tabbed = (level: string, logger: string, caller: string, message: string, fields: string) =>
    `${new Date(time * 1000).toISOString()}\t${level.toUpperCase()}\t${logger}\t${caller}\t${message}\t{${fields.slice(1).replaceAll('":', '": ').replaceAll(',"', ', "')}}`
  let time = 1_795_068_002.310464
  const line = (): string => {
    time += random() * 0.2
    const fields = `,"room":"room-${Math.floor(random() * 1e6)}","roomID":"RM_SrEFRpPc9U5S","participant":"user-${Math.floor(random() * 1e5)}","pID":"PA_cELuoB6wBvxU","remote":false`
    const statement = pick(CONSTANTS)
    if (shape === 'json') return zap(...statement, fields)
    if (shape === 'console') return tabbed(...statement, fields)
    if (shape === 'short') return `{"level":"info","ts":${time.toFixed(6)},"msg":"closing room"}`
    if (shape === 'long') return zap(...statement, `${fields},"sdp":"${SDP}"`)
    if (shape === 'words') {
      const words = Array.from({ length: 3 }, () => Math.floor(random() * 1e9).toString(36))
      return zap('info', 'livekit', 'a/b.go:1', `took ${lettersOf(words)} away`, fields)
    }
    if (shape === 'names') {
      const name = `${Math.floor(random() * 1e9).toString(36)}_${Math.floor(random() * 1e9).toString(36)}`
      return zap('info', 'livekit', 'a/b.go:1', `took ${name} away`, fields)
    }
    if (shape === 'numbers')
      return zap('info', 'livekit', 'a/b.go:1', `took ${Math.floor(random() * 1e9)} ms`, fields)
    if (shape === 'json-file') {
      const log = JSON.stringify(`${zap(...statement, fields)}\n`)
      return `{"log":${log},"stream":"stderr","time":"${new Date(time * 1000).toISOString().slice(0, -1)}123456Z"}`
    }
    const place = random()
    if (place < 0.02)
      return zap('info', 'livekit', 'a/b.go:1', `took ${Math.floor(random() * 1e9)} ms`, fields)
    if (place < 0.1)
      return zap(
        'info',
        'livekit',
        'rtc/participant.go:1367',
        'participant closing',
        `${fields},"reason":"${pick(REASONS)}"`,
      )
    if (place < 0.12) {
      return `${new Date(time * 1000).toISOString()} ${tabbed('info', 'ingress', 'service/handler.go:12', 'failed retrieving ingress info', `,"nodeID":"NE_QjxZsdzxBSvA","streamKey":"graphql"`)}`
    }
    if (place < 0.13)
      return [
        tabbed(
          'error',
          'livekit',
          'service/signal.go:199',
          'could not handle new participant',
          fields,
        ),
        ...STACK,
      ].join('\n')
    if (place < 0.25) return `livekit-1  | ${tabbed(...statement, fields)}`
    const [level, logger, caller] = statement
    return zap(level, logger, caller, random() < 0.5 ? statement[3] : pick(others), fields)
  }
  const file = openSync(path, 'w')
  let written = 0
  while (written < bytes) {
    const lines = []
    for (let at = 0; at < (shape === 'long' ? 100 : 5000); at++) lines.push(line())
    const block = Buffer.from(`${lines.join('\n')}\n`)
    // The block again and again: what differs is far enough apart for no cache to know it.
    const isAlwaysNew = shape === 'numbers' || shape === 'words' || shape === 'names'
    const times = Math.min(isAlwaysNew ? 1 : 8, Math.ceil((bytes - written) / block.length))
    for (let round = 0; round < times; round++) written += writeSync(file, block)
  }
  closeSync(file)
  return written
}
