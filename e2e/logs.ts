import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/*
 * Small logs with the shapes that LiveKit writes. Names, ids and addresses are invented (RFC 5737,
 * RFC 3849, RFC 2606).
 */

const START = Date.UTC(2026, 10, 20, 14, 0, 0)

function timeOf(second: number): string {
  return new Date(START + second * 1000).toISOString()
}

interface ZapOptions {
  readonly second?: number
  readonly level?: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR'
  readonly component?: string
  readonly caller?: string
  readonly fields?: Readonly<Record<string, unknown>> | string
}

/** A line of zap's console encoder, with tabs. */
export function zap(message: string, options: ZapOptions = {}): string {
  const { second = 0, level = 'INFO', component = 'livekit', fields } = options
  const columns = [timeOf(second), level, component, options.caller ?? 'rtc/room.go:1283', message]
  // Without fields zap writes no braces either.
  if (fields !== undefined)
    columns.push(typeof fields === 'string' ? fields : JSON.stringify(fields))
  return columns.join('\t')
}

/** Everyday activity, each with a number of its own. */
export function active(number: number): string {
  const fields = {
    room: 'lesson-algebra-7b',
    participant: `student-${number}`,
    remote: false,
    connectionType: 'udp',
  }
  return zap('participant active', { second: number, fields })
}

/** The server's trouble: it offers an address that nobody outside can reach. */
export function withoutConnection(number: number): string {
  const fields = {
    room: 'lesson-physics-9a',
    participant: `student-${number}`,
    publisherCandidates: ['[local][trickle] udp4 host 10.20.0.5:7882'],
    reason: 'JOIN_TIMEOUT',
  }
  return zap('removing participant without connection', {
    second: number,
    caller: 'rtc/room.go:1461',
    fields,
  })
}

/** A stranger at the RTMP port: noise, or a client's trouble where RTMP is used. */
export function failedHandshake(second: number): string {
  return (
    `time="${timeOf(second).replace('.000Z', 'Z')}" level=info msg="Server closed by error: Err = unexpected EOF\\n` +
    'Failed to handshake\\ngithub.com/livekit/go-rtmp.(*serverConn).Serve\\n\\t/root/go/pkg/mod/github.com/livekit/' +
    'go-rtmp@v0.0.0-20251031234730-75a652881771/server_conn.go:31" logger=ingress nodeID=NE_I6ITN8dX5VKm'
  )
}

/** Advice with a command to copy. */
export function smallBuffer(second: number): string {
  const fields = { current: 425984, suggested: 5000000 }
  const caller = 'rtcconfig/rtc_unix.go:31'
  return zap('UDP receive buffer is too small for a production set-up', {
    second,
    level: 'WARN',
    caller,
    fields,
  })
}

/** What no rule knows. */
export function unheardOf(second: number, fields: ZapOptions['fields'] = { kettle: 1 }): string {
  return zap(`the teapot of kitchen ${second} whistles`, {
    second,
    caller: 'kitchen/teapot.go:7',
    fields,
  })
}

/** A record of five lines. */
export function panic(): string {
  return [
    'panic: runtime error: invalid memory address or nil pointer dereference',
    '[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x14c1f05]',
    '',
    'goroutine 4711 [running]:',
    'github.com/livekit/livekit-server/pkg/rtc.(*Room).Join(0x0, {0x2a5c0d0, 0xc0009f4000})',
  ].join('\n')
}

export function lines(count: number, line: (number: number) => string = active): string[] {
  return Array.from({ length: count }, (_, index) => line(index + 1))
}

/** Writes a log of whole lines and gives its path. */
export function writeLog(
  folder: string,
  name: string,
  content: readonly string[] | Uint8Array,
): string {
  const path = join(folder, name)
  writeFileSync(
    path,
    content instanceof Uint8Array ? content : content.map((line) => `${line}\n`).join(''),
  )
  return path
}

export function append(path: string, ...whole: readonly string[]): void {
  appendFileSync(path, whole.map((line) => `${line}\n`).join(''))
}

export function example(
  name: 'dokploy-ingress.log' | 'livekit-server.jsonl' | 'compose-mixed.log',
): string {
  return join(import.meta.dirname, '..', 'examples', name)
}
