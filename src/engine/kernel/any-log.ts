import fc from 'fast-check'

/*
 * Logs for properties: real shapes, damaged in all the ways that a paste, a terminal or a disk can.
 */

/** What programs write: real shapes, some with a hair's breadth between them. */
const BODIES = [
  '{"level":"info","ts":1795068002.3104641,"logger":"livekit","caller":"redis/redis.go:145","msg":"connecting to redis","simple":true,"addr":"172.20.0.2:6379"}',
  '{"level":"info","ts":1795068003.4,"logger":"livekit","caller":"redis/redis.go:145","msg":"connecting to redis","simple":true}',
  '{"level":"warn","ts":1795068003.47514,"logger":"livekit","caller":"rtcconfig/rtc_unix.go:31","msg":"UDP receive buffer is too small for a production set-up","current":425984,"suggested":5000000}',
  '{"level":"error","ts":1732816290.6071799,"logger":"livekit","caller":"service/signal.go:199","msg":"could not handle new participant","room":"room001","error":"could not restart participant","errorVerbose":"could not restart participant\\ngithub.com/livekit/a.go:1"}',
  '{"level":"error","ts":1732816290.6071799,"logger":"livekit","caller":"service/signal.go:199","msg":"could not handle new participant","room":"room001","error":"could not find any available nodes","participants":[{"a":1,"b":[true,null,-1.5e3]}]}',
  '{"level":"info","ts":1795068010.1,"logger":"livekit","caller":"rtc/participant.go:1367","msg":"participant closing","room":"a","reason":"PEER_CONNECTION_DISCONNECTED","isExpectedToResume":false}',
  '{"level":"info","ts":1795068011.1,"logger":"livekit","caller":"rtc/participant.go:1367","msg":"participant closing","room":"a","reason":"CLIENT_REQUEST_LEAVE","isExpectedToResume":false}',
  '{"level":"info","ts":1795068011.1,"logger":"livekit","caller":"rtc/participant.go:1367","msg":"participant closing","room":"a","room":"b","reason":"JOIN_TIMEOUT","reason":"STALE"}',
  '{"level":"info","ts":1795068012.25,"logger":"livekit","caller":"a/b.go:1","msg":"nobody knows this one","error":"no response from servers"}',
  '{"level":"info","ts":1795068012.25,"logger":"livekit","caller":"a/b.go:1","msg":"nobody knows this one"}',
  '{"level":"info","ts":1794992400.905,"logger":"tls.cache.maintenance","msg":"started background certificate maintenance","cache":"0xc0004a1b80"}',
  '{"level":"info","ts":1794992400.9000003,"msg":"maxprocs: Leaving GOMAXPROCS=4: CPU quota undefined"}',
  '{"level":"info","logger":"ingress","msg":"Server closed by error: Err = unexpected EOF\\nFailed to handshake","nodeID":"NE_abc","time":"2026-11-22T10:33:19Z"}',
  '2024-05-26T22:55:05.818Z\tINFO\tingress\trtmp/server.go:327\tclosing ingress RTMP session\t{"nodeID": "NE_QjxZsdzxBSvA"}',
  '2024-05-26T22:55:05.818Z\tINFO\tingress\tservice/handler.go:12\tfailed retrieving ingress info\t{"nodeID": "NE_QjxZsdzxBSvA", "streamKey": "graphql", "error": "ingress does not exist"}',
  '2024-05-26T22:55:06.818Z\tINFO\tingress\tservice/handler.go:12\tfailed retrieving ingress info\t{"nodeID": "NE_QjxZsdzxBSvA", "streamKey": "", "error": "request needs to specify either IngressId or StreamKey"}',
  '2026-04-08T22:54:30.852Z\tINFO\tlivekit\trouting/interfaces.go:180\tusing single-node routing',
  '2026-01-15T14:18:59.665+0100\tWARN\tlivekit.transport\trtc/transport.go:919\terror reading data channel\t{"room": "555555", "nested": {"error": "dtls timeout", "list": [1, 2]}, "error": "dtls timeout"}',
  '2026-01-15T14:18:59.665+0100    WARN    livekit.transport       rtc/transport.go:919    error reading data channel     {"room": "555555"}',
  '2026-01-15T14:19:02.001Z\tERROR\tlivekit\tservice/signal.go:199\tcould not handle new participant',
  '2026-01-15T14:19:02.001Z\tINFO\tServer transaction terminating\t{"error": "x"}',
  '{"room": "wrapped", "error": "EOF"}',
  'github.com/livekit/livekit-server/pkg/service.(*SignalServer).Start',
  '\t/workspace/pkg/service/signal.go:199',
  'time="2024-05-26T22:55:06Z" level=info msg="Server closed by error: Err = EOF\\nFailed to handshake\\ngithub.com/livekit/go-rtmp.(*serverConn).Serve\\n\\t/root/server_conn.go:31\\n" logger=ingress nodeID=NE_QjxZsdzxBSvA',
  'time="2023-08-22T08:28:18+08:00" level=info msg=Connect logger=ingress nodeID=NE_nWWwtmTa3sdT state="NotConnected(Server)" stream_id=0',
  'time="2023-08-22T08:28:18Z" level=warning msg="no logger here" error="EOF"',
  '{"level":"info","ts":1795068012.25,"logger":"livekit","caller":"a/b.go:1","msg":"took 123 ms","n":7}',
  '{"level":"info","ts":1795068012.25,"logger":"livekit","caller":"a/b.go:1","msg":"took 456 ms"}',
  '{"level":"info","ts":1795068012.25,"logger":"livekit","caller":"a/b.go:1","msg":"buffer 0x1f of 9x1f"}',
  '{"level":"info","ts":1795068012.25,"logger":"livekit","caller":"a/b.go:1","msg":"buffer 1x1f of 0x1f"}',
  '{"level":"info","ts":1795068012.25,"logger":"caddy2","msg":"http2: server connection error from 10.0.0.1:5"}',
  '{"level":"info","ts":1795068012.25,"logger":"caddy3","msg":"http3: server connection error from 10.0.0.1:5"}',
  '{"level":"error","ts":1732816290.6,"logger":"sip","caller":"sip/a.go:1","msg":"Call failed","error":"twirp error: sip status: 486: Busy"}',
  '{"level":"error","ts":1732816290.6,"logger":"sip","caller":"sip/a.go:1","msg":"Call failed","error":"twirp error: sip status: 500: Fail"}',
  '{"level":"error","ts":1732816290.6,"logger":"sip","caller":"sip/a.go:1","msg":"Call failed","error":"twirp error: sip status: \\u0034\\u0038\\u0036: Busy"}',
  '2026-04-08T22:54:30.852Z\tINFO\tcoturn\ta/b.go:1\tsession 000: realm <a> user <b>: incoming packet message processed, error 401: Unauthorized',
  '2026-04-08T22:54:30.852Z\tINFO\tcoturn\ta/b.go:1\tsession 111: realm <a> user <b>: incoming packet message processed, error 403: Forbidden',
  'github.com/livekit/livekit-server/pkg/rtc.(*Room).Join(0xc000123456, {0x1, 0x2})',
  'main.main()',
  '\t\t',
  '  ',
  '\tINFO\tlivekit\ta/b.go:1\tno time',
  '\t{"a": 1}',
  '}',
  'net/http.HandlerFunc.ServeHTTP',
  'unable to connect to redis: dial tcp 172.20.189.167:6379: connect: connection refused',
  'panic: runtime error: invalid memory address or nil pointer dereference',
  '1:M 25 Jul 2023 09:38:30.700 * DB saved on disk',
  'Attaching to livekit-1',
  '2025-07-23 11:50:57,072 - ERROR livekit.agents - worker failed ',
  'Traceback (most recent call last):',
  'asyncio.exceptions.CancelledError',
  '2024-01-31 10:08:17,456 INFO  [main] com.example.App - Started in 2.1 s',
  'Caused by: java.net.ConnectException: refused',
  'I0131 10:08:17.123456       1 server.go:12] serving on :443',
  '[WARN] careful',
  'time="2023-08-22T08:28:18Z" level=error msg="no port" providerName=docker container=livekit',
  '192.0.2.7 - - [13/Sep/2024:05:41:14 +0200] "GET /rtc HTTP/1.1" 101 0 "-" "-" 5 "livekit@docker" "http://10.0.1.14:7880" 12ms',
  '{"ClientHost":"192.0.2.7","DownstreamContentSize":0,"DownstreamStatus":404,"RequestMethod":"GET","RequestPath":"/.env","RequestProtocol":"HTTP/1.1","level":"info","msg":"","time":"2024-09-13T05:41:14+02:00"}',
  '{"level":"error","providerName":"docker","error":"service \\"a\\" error: port is missing","time":"2024-09-13T05:41:14Z"}',
  'ts=2024-01-31T10:08:17.456Z caller=main.go:12 level=info msg="Head GC completed" duration=1ms',
]

/** What a crashed process of egress or ingress prints, and what stands close to it. */
const CRASH = [
  'panic: runtime error: index out of range [5] with length 3',
  'panic: send on closed channel',
  '\\u0070anic: send on closed channel',
  '\\u0071anic: send on closed channel',
  'fatal error: concurrent map writes',
  '[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0xd5aa14]',
  'goroutine 4231 [running]:',
  'goroutines 4231 [running]:',
  'main.(*Pipeline).Run(0xc000123456, {0x1, 0x2})',
  'main.main()',
  'example.org',
  '\\t/workspace/pkg/pipeline/controller.go:142 +0x1d4',
  '\\t/workspace/pkg/pipeline/controller.go:142 +5x1d4',
  'rax    0x0',
  'rax    5x0',
  'exit status 2',
  'recording failed',
  '',
]

const crashLine = fc
  .tuple(
    fc.constantFrom(...CRASH),
    fc.constantFrom('egress', 'egress', 'egress', 'ingress', 'sip'),
    fc.constantFrom('error', 'error', 'error', 'warn'),
    fc.constantFrom('"handlerID":"EGH_a"', '"handlerID":"EGH_a"', '"handlerID":"EGH_b"', '"a":1'),
    fc.boolean(),
  )
  .map(([message, program, level, field, isJson]) => {
    if (isJson)
      return `{"level":"${level}","ts":1795068012.25,"logger":"${program}","caller":"logging/handler.go:127","msg":"${message}",${field}}`
    const text = message.replaceAll('\\t', '\t')
    return `2026-04-08T22:54:30.852Z\t${level.toUpperCase()}\t${program}\tlogging/handler.go:127\t${text}\t{${field}}`
  })

const CARRIERS = [
  '2024-11-26T10:29:33.570412345Z ',
  '2024-11-26T10:29:33.570Z ',
  'livekit-1  | ',
  'ingress_1          | ',
  'livekit-1  | 2024-11-26T10:29:33.570412345Z ',
  'livekit-1  | redis-1  | ',
  'a.log@merged | ',
  'a.log@merged | livekit-1  | ',
  '2024-11-26T10:29:33.570412345Z stderr F ',
  '2024-11-26T10:29:33.570412345Z stderr P ',
  'Sep 06 13:39:35 host livekit-server[1450]: ',
  'No timestamp ',
  '2025-04-13 16:30:10 ',
]

/** Bytes that mean something to somebody on the way. */
const ODDITIES = [
  '"',
  '\\',
  '\\"',
  '\t',
  ' ',
  '\r',
  '\0',
  '\u001b[36m',
  '\u001b[0m',
  '{"',
  '}',
  '{',
  '|',
  ' | ',
  ',',
  ':',
  '`',
  '\u00e9',
  '\ufeff',
  '\u2028',
  '0',
  '.',
  '\n',
  '\\n',
  '\\u0041',
  ',"error":"EOF"',
  ',"reason":"STALE"',
  'logger=x ',
  '.go:1',
  '+0x1',
  'Z',
  '-',
  '\ud83d\ude00',
  '{"log":"',
  ' {"a": 1}',
  '\t{"a": 1}',
].map((text) => Buffer.from(text))

const line = fc
  .tuple(fc.constantFrom('', '', ...CARRIERS), fc.constantFrom(...BODIES))
  .map(([carrier, body]) => Buffer.from(carrier + body))

/** Docker's json-file of a line. */
const boxed = line.map((bytes) => {
  const log = JSON.stringify(`${bytes.toString()}\n`)
    .replaceAll('\\t', '\\u0009')
    .replaceAll('<', '\\u003c')
  return Buffer.from(`{"log":${log},"stream":"stderr","time":"2024-05-26T22:55:05.818512345Z"}`)
})

/** A line with some bytes replaced, inserted, cut out or doubled. */
const damaged = fc
  .tuple(
    fc.oneof(line, boxed),
    fc.array(
      fc.record({
        place: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(12),
        bytes: fc.oneof(fc.constantFrom(...ODDITIES), fc.uint8Array({ maxLength: 4 })),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([bytes, damages]) =>
    damages.reduce((text, { place, cut, bytes: put }) => {
      const at = Math.floor(place * text.length)
      return Buffer.concat([text.subarray(0, at), Buffer.from(put), text.subarray(at + cut)])
    }, bytes),
  )

const noise = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))

/** Few different lines, each often: what was learned must be used. */
function logOf(anyLine: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc
    .tuple(
      fc.array(anyLine, { minLength: 1, maxLength: 8 }),
      fc.array(fc.tuple(fc.nat(7), fc.constantFrom('\n', '\n', '\n', '\n', '\r\n')), {
        maxLength: 60,
      }),
      fc.boolean(),
    )
    .map(([lines, order, ends]) => {
      const parts = order.flatMap(([place, end]) => [
        lines[place % lines.length] ?? Buffer.from(''),
        Buffer.from(end),
      ])
      return Buffer.concat(ends ? parts : parts.slice(0, -1))
    })
}

export const anyLog = logOf(
  fc.oneof(
    { weight: 6, arbitrary: line },
    { weight: 2, arbitrary: boxed },
    { weight: 4, arbitrary: damaged },
    { weight: 1, arbitrary: noise },
    { weight: 1, arbitrary: fc.constant(Buffer.from('')) },
  ),
)

/** Stacks that egress and ingress pass on a line at a time. */
export const crashLog = logOf(
  fc.oneof(
    { weight: 12, arbitrary: crashLine.map((text) => Buffer.from(text)) },
    { weight: 2, arbitrary: line },
    { weight: 1, arbitrary: boxed },
  ),
)

/** What stands before lines that were merged, and what looks like it. */
const MERGED = [
  'a.log@merged | ',
  'a.log@merged | ',
  'b.log@merged | ',
  'b.log@merged | ',
  'b.log@merged | livekit-1  | ',
  'a.log@merged@-1500 | ',
  'b.log@merged@7200001 | ',
  'b.log@merged@-1577836799999 | ',
  'b.log@merged@-15778367999990 | ',
  'b.log@merged@ | ',
  'b.log@merged@- | ',
  'b.log@merged@1.5 | ',
  'b.log@merged@15@ | ',
  'a.log@merged@5 | b.log@merged@7 | ',
  't@merged | ',
  'time@merged | ',
  '1.log@merged | ',
  'a.log@merged | b.log@merged | ',
  'a.log@merged  | ',
  'a.log@b@merged | ',
  '2024-11-26T10:29:33.570Z a.log@merged | ',
  'a.log@merged | 2024-11-26T10:29:33.570Z ',
  `${'x'.repeat(109)}@merged | `,
  `${'x'.repeat(110)}@merged | `,
  'a.log@merged | \ufeff',
  'a.log@merge | ',
  '@merged | ',
  '',
]

/** Lines of a log as if they came from several. */
export function mergedOf(log: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  const places = fc.array(fc.nat(MERGED.length - 1), { minLength: 1, maxLength: 4 })
  return fc
    .tuple(log, places, fc.array(fc.nat(3), { minLength: 1, maxLength: 7 }))
    .map(([bytes, few, turns]) => {
      const lines = bytes.toString('latin1').split('\n')
      const merged = lines.map((line, at) => {
        const place = few[(turns[at % turns.length] ?? 0) % few.length] ?? 0
        return Buffer.from(MERGED[place] ?? '').toString('latin1') + line
      })
      return Buffer.from(merged.join('\n'), 'latin1')
    })
}
