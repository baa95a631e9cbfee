/*
 * Lines as LiveKit and its neighbours write them, for the tests of the detectors. Names, ids and
 * addresses are invented.
 */

const START = Date.UTC(2026, 10, 20, 14, 0, 0)

export function timeAt(second: number): number {
  return START + second * 1000
}

function isoAt(second: number): string {
  return new Date(timeAt(second)).toISOString()
}

/** A line of zap's console encoder. */
export function zap(
  second: number,
  component: string,
  message: string,
  fields?: Readonly<Record<string, unknown>>,
): string {
  const columns = [isoAt(second), 'INFO', component, 'a/b.go:1', message]
  return [...columns, ...(fields ? [JSON.stringify(fields)] : [])].join('\t')
}

/** A program that stands in step beside the server. */
export const noise = (second: number) =>
  `time="${isoAt(second).replace('.000Z', 'Z')}" level=info msg="Server closed" logger=ingress`

export const joined = (second: number, participant: string, room = 'algebra') =>
  zap(second, 'livekit', 'participant active', {
    room,
    participant,
    participantID: `PA_${participant}`,
  })

export const left = (
  second: number,
  participant: string,
  reason = 'CLIENT_REQUEST_LEAVE',
  room = 'algebra',
) =>
  zap(second, 'livekit', 'participant closing', {
    room,
    participant,
    participantID: `PA_${participant}`,
    reason,
  })

/** Signalling worked, media did not. */
export const unconnected = (
  second: number,
  participant: string,
  { remote = '198.51.100...', local = '203.0.113.40' } = {},
) =>
  zap(second, 'livekit', 'removing participant without connection', {
    room: 'physics',
    participant,
    publisherCandidates: [
      `[local][trickle] udp4 host ${local}:7882 (resolved: ${local}:7882)`,
      '[remote][trickle] udp host 192.168.1.224:42694',
      ...(remote === ''
        ? []
        : [`[remote][trickle] udp srflx ${remote}:42694  related 192.168.1.2:1`]),
    ],
    subscriberCandidates: [],
  })

export const connectingToRedis = (second: number, program = 'livekit') =>
  zap(second, program, 'connecting to redis', { addr: '172.20.0.2:6379' })

export const started = (second: number) =>
  zap(second, 'livekit', 'starting LiveKit server', { version: '1.13.5' })

export const REDIS_REFUSES =
  'unable to connect to redis: dial tcp 172.20.0.2:6379: connect: connection refused'

export const lookUp = (second: number, streamKey: string) =>
  zap(second, 'ingress', 'failed retrieving ingress info', {
    streamKey,
    error: 'ingress does not exist',
  })

export const tlsError = (second: number, address: string, what = 'EOF') =>
  `${new Date(timeAt(second)).toISOString().slice(0, 19).replaceAll('-', '/').replace('T', ' ')} http: TLS handshake error from ${address}:45842: ${what}`

export const PANIC = [
  'panic: runtime error: invalid memory address or nil pointer dereference',
  '[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0xd5aa14]',
  '',
  'goroutine 4231 [running]:',
  'github.com/livekit/livekit-server/pkg/rtc.(*MediaTrackSubscriptions).AddSubscriber.func1()',
  '\t/workspace/pkg/rtc/mediatracksubscriptions.go:142 +0x1d4',
].join('\n')

/** One line, or what it takes, for each of some numbers. */
export function many<T>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: count }, (_, number) => make(number))
}
