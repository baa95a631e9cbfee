import { expect, test } from 'vitest'

import { ruleSetWith } from '../rules'
import { readEntry } from './entry'
import { valueText } from './json'
import { RecordScanner, type ScannedRecord } from './scanner'

const rules = ruleSetWith([])
const REFERENCE = Date.UTC(2026, 10, 22)

function scan(text: string): ScannedRecord[] {
  const scanner = new RecordScanner(rules, REFERENCE)
  const records: ScannedRecord[] = []
  scanner.feed(Buffer.from(text), (record) => records.push(record))
  return [...records, ...scanner.pending(true)]
}

/** `first line+lines level component: message {fields}` of every record. */
function records(...lines: string[]): string[] {
  return scan(lines.join('\n')).map(({ line, lines: count, level, entry }) => {
    const fields = entry.fields().map(({ name, value }) => `${name}=${valueText(value)}`)
    const tail = fields.length === 0 ? '' : ` {${fields.join(' ')}}`
    return `${line}+${count} ${level} ${entry.head.component}: ${entry.message}${tail}`
  })
}

const T = '2024-05-26T22:55:05.818Z'
const NEXT = `${T}\tINFO\tlivekit\ta/b.go:1\tnext`

function passedOn(line: string): string {
  return `${T}\tERROR\tegress\tlogging/handler.go:127\t${line}\t{"handlerID": "EGH_a"}`
}

function passedOnInJson(line: string, resource: string): string {
  return `{"level":"error","ts":1.5,"logger":"ingress","caller":"utils/handler_logger.go:45","msg":"${line}","resourceID":"${resource}"}`
}

test.each([
  [
    'the stack of an error, with its tabs',
    [
      `${T}\tERROR\tingress\tservice/handler.go:120\tingress failed\t{"error": "x"}`,
      'github.com/livekit/ingress/pkg/rtmp.(*RTMPHandler).OnVideo',
      '\t/workspace/pkg/rtmp/server.go:285',
      'main.main()',
      '\t/workspace/main.go:1',
      NEXT,
    ],
    ['1+5 error ingress: ingress failed {error=x}', '6+1 info livekit: next'],
  ],
  // RL 046, 087
  [
    'the stack of a paste: eight blanks',
    [
      `${T}    ERROR   livegpt service/server.go:190   error listing rooms     {"error": "x"}`,
      'net/http.HandlerFunc.ServeHTTP',
      '        /opt/homebrew/Cellar/go/1.20.2/libexec/src/net/http/server.go:2122',
      NEXT,
    ],
    ['1+3 error livegpt: error listing rooms {error=x}', '4+1 info livekit: next'],
  ],
  // formats.md 8: every line has Dokploy's time, and no indentation is left.
  [
    'a stack that Dokploy trimmed',
    [
      `${T} ${T}\tERROR\tingress\tservice/handler.go:120\tingress failed\t{"error": "x"}`,
      `${T} github.com/livekit/ingress/pkg/rtmp.(*RTMPHandler).OnVideo`,
      `${T} /workspace/pkg/rtmp/server.go:285`,
      `${T} created by main.main in goroutine 1`,
      `${T} ${NEXT}`,
    ],
    ['1+4 error ingress: ingress failed {error=x}', '5+1 info livekit: next'],
  ],
  [
    'a crash that Dokploy trimmed',
    [
      `${T} panic: runtime error: index out of range [5] with length 3`,
      `${T} goroutine 1 [running]:`,
      `${T} main.main()`,
      `${T} /workspace/main.go:142 +0x1d4`,
      `${T} exit status 2`,
      `${T} ${NEXT}`,
    ],
    [
      '1+5 fatal go: panic: runtime error: index out of range [5] with length 3',
      '6+1 info livekit: next',
    ],
  ],
  // RL 016
  [
    'a crash with blank lines in it',
    [
      'panic: x',
      '[signal SIGSEGV: y]',
      '',
      'goroutine 4231 [running]:',
      'main.main()',
      '\t/a.go:142 +0x1d4',
      '',
      NEXT,
    ],
    ['1+6 fatal go: panic: x', '8+1 info livekit: next'],
  ],
  // RL 013, with another service between
  [
    'a crash in compose that another service interrupts',
    [
      'livekit-1  | panic: x',
      'livekit-1  |',
      'redis-1    | 1:M 25 Jul 2023 09:38:30.700 * DB saved on disk',
      'livekit-1  | goroutine 24545750930 [running]:',
      'livekit-1  | github.com/pion/dtls/v2.(*alertError).IsFatalOrCloseNotify(...)',
      'livekit-1  | \t/go/pkg/mod/github.com/pion/dtls/v2@v2.2.10/errors.go:116',
      'livekit-1  | main.main()',
      'livekit-1 exited with code 2',
    ],
    [
      '1+1 fatal go: panic: x',
      '3+1 info redis: DB saved on disk',
      '4+4 null null: goroutine 24545750930 [running]:',
      '8+1 null compose: livekit-1 exited with code 2',
    ],
  ],
  // formats.md 6
  [
    'the stack of a process of egress, whose every line is a record',
    [
      ...['panic: x', 'goroutine 1 [running]:', 'main.f(0x1, {0x2, 0x3})', '\t/a.go:1 +0x1d'].map(
        passedOn,
      ),
      NEXT,
      passedOn('exit status 2'),
      passedOn('exit status 2'),
    ],
    [
      '1+4 error egress: panic: x {handlerID=EGH_a}',
      '5+1 info livekit: next',
      '6+2 error egress: exit status 2 {handlerID=EGH_a}',
    ],
  ],
  [
    'the same in JSON, with blank lines, and another process between',
    [
      passedOnInJson('fatal error: all', 'RT_a'),
      passedOnInJson('', 'RT_a'),
      passedOnInJson('goroutine 1 [running]:', 'RT_b'),
      passedOnInJson('\\t/a.go:1 +0x1d', 'RT_b'),
      passedOnInJson('goroutine 1 [running]:', 'RT_a'),
    ],
    [
      '1+2 error ingress: fatal error: all {resourceID=RT_a}',
      '3+2 error ingress: goroutine 1 [running]: {resourceID=RT_b}',
      '5+1 error ingress: goroutine 1 [running]: {resourceID=RT_a}',
    ],
  ],
  [
    'what else a process prints is a record of its own',
    [passedOn('panic: x'), passedOn('some words'), passedOn('panic: y'), passedOn('main.main()')],
    [
      '1+1 error egress: panic: x {handlerID=EGH_a}',
      '2+1 error egress: some words {handlerID=EGH_a}',
      '3+2 error egress: panic: y {handlerID=EGH_a}',
    ],
  ],
  [
    'the traceback of an agent, and the exception that came of it',
    [
      '2025-07-23 11:50:57,072 - ERROR livekit.agents - worker failed ',
      'Traceback (most recent call last):',
      '  File "channel.py", line 47, in arecv_message',
      'asyncio.exceptions.CancelledError',
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      'Traceback (most recent call last):',
      '  File "tasks.py", line 456, in wait_for',
      'TimeoutError: too slow',
      NEXT,
    ],
    ['1+10 error livekit.agents: worker failed', '11+1 info livekit: next'],
  ],
  [
    'a traceback alone is one record, and an exception alone another',
    ['Traceback (most recent call last):', '  File "a.py"', 'ValueError: x', 'y', 'ValueError: x'],
    [
      '1+3 null null: Traceback (most recent call last):',
      '4+1 null null: y',
      '5+1 null null: ValueError: x',
    ],
  ],
  [
    'lines of another service never continue a record',
    ['a-1  | panic: x', 'b-1  | main.main()', 'b-1  | \t/a.go:1', 'a-1  | main.main()'],
    ['1+1 fatal go: panic: x', '2+2 null null: main.main()', '4+1 null null: main.main()'],
  ],
  [
    'dotted words are no stack where none is',
    ['example.com', 'example.org', 'livekit.example.org'],
    [
      '1+1 null null: example.com',
      '2+1 null null: example.org',
      '3+1 null null: livekit.example.org',
    ],
  ],
  // RL 012, 075: the fields alone on the next line
  [
    'fields that a terminal wrapped',
    [
      `${T} INFO livekit a/b.go:1 starting LiveKit server`,
      '{"portHttp": 7880, "nodeID": "ND_x"}',
      NEXT,
    ],
    [
      '1+2 info livekit: starting LiveKit server {portHttp=7880 nodeID=ND_x}',
      '3+1 info livekit: next',
    ],
  ],
  // RL 045, 057: a value cut in two
  [
    'a value that a terminal cut in two',
    [
      `${T}\tINFO\tlivekit\ta/b.go:1\tclosing room\t{"room": "a lon`,
      'g name", "roomID": "RM_x"}',
      NEXT,
    ],
    ['1+2 info livekit: closing room {room=a long name roomID=RM_x}', '3+1 info livekit: next'],
  ],
  // RL 055
  [
    'fields printed over several lines',
    [
      `${T} INFO livekit a/b.go:1 starting`,
      '{',
      '  "a": {',
      '    "b": 1',
      '  },',
      '  "nodeID": "ND_x"',
      '}',
      NEXT,
    ],
    ['1+7 info livekit: starting {a={"b":1} nodeID=ND_x}', '8+1 info livekit: next'],
  ],
  [
    'the same with its brace on the first line',
    [
      `${T}\tINFO\tlivekit\ta/b.go:1\tstarting\t{`,
      '  "portHttp": 7880,',
      '  "nodeID": "ND_x"',
      '}',
      NEXT,
    ],
    ['1+4 info livekit: starting {portHttp=7880 nodeID=ND_x}', '5+1 info livekit: next'],
  ],
  [
    'a message with a line end in it',
    [`${T}\tINFO\tlivekit\ta/b.go:1\tmulti`, 'line msg\t{"room": "r"}', NEXT],
    ['1+2 info livekit: multi\nline msg {room=r}', '3+1 info livekit: next'],
  ],
  [
    'a JSON record behind a console record without fields is its own',
    [`${T} INFO livekit a/b.go:1 starting`, '{"level":"info","ts":1.5,"msg":"other"}'],
    ['1+1 info livekit: starting', '2+1 info null: other'],
  ],
  // RL 035
  [
    'an error of the configuration, with indented lines',
    [
      'could not parse config: yaml: unmarshal errors:',
      '  line 23: field max_video_publishers not found in type config.RoomConfig',
      '  line 30: field dynacast not found in type config.VideoConfig',
      NEXT,
    ],
    ['1+3 error null: could not parse config: yaml: unmarshal errors:', '4+1 info livekit: next'],
  ],
  // RL 041: a fatal start error right behind a record that waits for its fields
  [
    'a bare line that a rule knows is a record',
    [
      `${T} INFO livekit redis/redis.go:133 connecting to redis`,
      'unable to connect to redis: dial tcp 172.20.189.167:6379: connect: connection refused',
    ],
    [
      '1+1 info livekit: connecting to redis',
      '2+1 error null: unable to connect to redis: dial tcp 172.20.189.167:6379: connect: connection refused',
    ],
  ],
  // formats.md 4 c
  [
    'logrus on a terminal: raw lines up to the next record',
    [
      '\u001b[36mINFO\u001b[0m[0000] Server closed by error: Err = unexpected EOF',
      'Failed to handshake',
      'main.handshake',
      '\t/a.go:31',
      NEXT,
    ],
    ['1+4 info null: Server closed by error: Err = unexpected EOF', '5+1 info livekit: next'],
  ],
  // RL 048
  [
    'coturn begins a message with a line end',
    [
      '0: : ERROR: ',
      'CONFIG ERROR: Empty cli-password',
      '0: : Default Net Engine version: 3',
      '',
      '=====',
      '',
      '0: : next',
    ],
    [
      '1+2 error coturn: ERROR: CONFIG ERROR: Empty cli-password',
      '3+3 null coturn: Default Net Engine version: 3',
      '7+1 null coturn: next',
    ],
  ],
  // RL 009
  [
    'the torn piece of a line belongs to what it was torn from',
    [
      'ingressrtmp/server.go:285 Failed to write video\t{"error": "preroll buffer reset"}',
      'ey": "streamKey123", "error": "preroll buffer reset"}',
      'github.com/livekit/ingress/pkg/rtmp.(*RTMPHandler).OnVideo',
      '\t/workspace/pkg/rtmp/server.go:285',
    ],
    ['1+4 null null: Failed to write video {error=preroll buffer reset}'],
  ],
  [
    'blank lines are no records',
    ['', '   ', NEXT, '', 'livekit-1  |', '\t', NEXT],
    ['3+1 info livekit: next', '7+1 info livekit: next'],
  ],
])('%s', (_, lines, expected) => expect(records(...lines)).toEqual(expected))

test('the pieces of a long line in json-file make one record', () => {
  const whole = `${JSON.stringify({ level: 'info', ts: 1.5, logger: 'livekit', caller: 'a/b.go:1', msg: 'ICE candidate pair stats', stats: 'x'.repeat(20_000) })}\n`
  const piece = (log: string) =>
    JSON.stringify({ log, stream: 'stderr', time: '2024-05-26T22:55:05.818512345Z' })
  const [record, ...others] = scan(
    [piece(whole.slice(0, 16_384)), piece(whole.slice(16_384)), piece('next\n')].join('\n'),
  )
  expect({
    lines: record?.lines,
    message: record?.entry.message,
    stats: record?.entry.fields().map(({ name, value }) => [name, valueText(value).length]),
    carriers: record?.entry.carriers,
    others: others.map(({ entry }) => entry.message),
  }).toEqual({
    lines: 2,
    message: 'ICE candidate pair stats',
    stats: [['stats', 20_000]],
    carriers: ['json-file'],
    others: ['next'],
  })
})

test('a message cut between two pieces is put together', () => {
  const piece = (log: string) =>
    JSON.stringify({ log, stream: 'stderr', time: '2024-05-26T22:55:05.8Z' })
  expect(
    records(
      piece(`${T}\tINFO\tlive`),
      piece('kit\ta/b.go:1\tstarting Live'),
      piece('Kit server\n'),
      piece('x\n'),
    ),
  ).toEqual(['1+3 info livekit: starting LiveKit server', '4+1 null null: x'])
})

test('CRI pieces up to the full one', () => {
  const time = '2024-11-26T10:29:33.570412345Z stderr'
  expect(
    records(`${time} P {"level":"info","ts":1.5,"ms`, `${time} F g":"hello"}`, `${time} F next`),
  ).toEqual(['1+2 info null: hello', '3+1 null null: next'])
})

test('pieces without end do not pile up in memory', () => {
  const scanner = new RecordScanner(rules, REFERENCE)
  const line = Buffer.from(
    `${JSON.stringify({ log: 'x'.repeat(16_384), stream: 'stderr', time: T })}\n`,
  )
  for (let count = 0; count < 1000; count++) scanner.feed(line, () => undefined)
  const [record] = scanner.pending(false)
  expect({
    lines: record?.lines,
    bytes: record?.bytes,
    isShort: record!.entry.message.length < 100_000,
  }).toEqual({
    lines: 1000,
    bytes: 1000 * line.length,
    isShort: true,
  })
})

/** Each took seconds for one line of 64 KiB. */
test.each([
  [
    'braces that all reach nearly to the end',
    `${T} INFO livekit a/b.go:1 m${' {"a":1,'.repeat(8000)}1} x`,
  ],
  ['the same in a plain line', `m${' {"a":1,'.repeat(8000)}1} x}`],
  [
    'a word that is no name',
    `time="2024-05-26T22:55:06Z" level=info msg=x logger=a ${'a'.repeat(65_000)}`,
  ],
  ['brackets behind a dot', `a.${'('.repeat(65_000)} x`],
])(
  'hostile lines are read at once: %s',
  (_, line) => {
    // A record without fields lets no line go on with it but those of a stack.
    const found = scan(`${line}\n0: x\n`.repeat(5))
    expect(found.map(({ entry }) => entry.fields().length)).toHaveLength(10)
  },
  5000,
)

test.each([
  [
    'time and level of the record before carrier and neighbour',
    `2024-05-26T22:55:09.000Z ${NEXT}`,
    T,
    'record',
  ],
  [
    'the carrier where the record has none',
    '2024-05-26T22:55:09.000Z text',
    '2024-05-26T22:55:09.000Z',
    'carrier',
  ],
  // RL 020: a local clock beside a time with a zone
  ['a time with a zone before a local one', `2025-04-13 16:30:10 ${NEXT}`, T, 'record'],
  [
    'a carrier with a zone before a record without',
    '2024-05-26T22:55:09.000Z 2026/03/07 01:57:05 http: x',
    '2024-05-26T22:55:09.000Z',
    'carrier',
  ],
  [
    'the local time of the record before that of the carrier',
    'Sep 06 13:39:35 host a[1]: 2026/03/07 01:57:05 http: x',
    '2026-03-07T01:57:05.000Z',
    'record',
  ],
  [
    'the local time of the carrier',
    'Sep 06 13:39:35 host a[1]: text',
    '2026-09-06T13:39:35.000Z',
    'carrier',
  ],
])('%s', (_, line, time, timeSource) => {
  const record = scan(line)[0]!
  expect({ time: new Date(record.time!).toISOString(), timeSource: record.timeSource }).toEqual({
    time,
    timeSource,
  })
})

test('a record without a time has that of the record before, and the first has none', () => {
  expect(scan(`a\n${NEXT}\nb\nc`).map(({ time, timeSource }) => [time, timeSource])).toEqual([
    [null, null],
    [Date.parse(T), 'record'],
    [Date.parse(T), 'neighbour'],
    [Date.parse(T), 'neighbour'],
  ])
})

test('the lines of one record read alone say the same', () => {
  const context = { reference: REFERENCE, knowsBareLine: () => false }
  const entry = readEntry(
    ['', `${T}\tINFO\tlivekit\ta/b.go:1\tmulti`, 'line msg\t{"room": "r"}', ''],
    context,
  )
  expect([entry.message, entry.time, entry.fields().map(({ name }) => name)]).toEqual([
    'multi\nline msg',
    Date.parse(T),
    ['room'],
  ])
})

test('lines of which only blanks were read are an empty record', () => {
  const context = { reference: REFERENCE, knowsBareLine: () => false }
  const { head, message, time, isBare } = readEntry(['   '], context)
  expect([head.format, message, time, isBare]).toEqual(['plain', '', null, true])
})

test('what the parts of a system say is theirs; what a unit says is not', () => {
  expect(
    records(
      'Sep 06 13:39:35 host systemd[1]: Started livekit-server.service - LiveKit Server.',
      'Sep 06 13:39:36 host kernel: Out of memory: Killed process 7 (egress)',
      '<14>1 2021-02-10T22:39:58.667188Z host dockerd 7 - - some words',
      'Sep 06 13:39:37 host livekit-server[1450]: unable to connect to redis: EOF',
      'systemd  | Some words of a container with this name',
    ),
  ).toEqual([
    '1+1 null systemd: Started livekit-server.service - LiveKit Server.',
    '2+1 error kernel: Out of memory: Killed process 7 (egress)',
    '3+1 null dockerd: some words',
    '4+1 error null: unable to connect to redis: EOF',
    '5+1 null null: Some words of a container with this name',
  ])
})
