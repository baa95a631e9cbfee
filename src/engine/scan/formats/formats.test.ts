import { describe, expect, test } from 'vitest'

import { valueText } from '../json'
import { isGoFrame } from './go'
import { readHead, readPlain } from './index'

const REFERENCE = Date.UTC(2026, 10, 22)

/** What a head says, without what says nothing. */
function read(text: string) {
  const found = readHead(text, REFERENCE)
  if (!found) return null
  const { format, time, localTime, level, component, caller, message, isComplete, isOpenEnded } =
    found
  const fields = found.fields().map(({ name, value }) => `${name}=${valueText(value)}`)
  return {
    format,
    message,
    ...(time === null ? {} : { time: new Date(time).toISOString() }),
    ...(localTime === null ? {} : { localTime: new Date(localTime).toISOString() }),
    ...(level === null ? {} : { level }),
    ...(component === null ? {} : { component }),
    ...(caller === null ? {} : { caller }),
    ...(fields.length === 0 ? {} : { fields }),
    ...(isComplete ? {} : { isComplete }),
    ...(isOpenEnded ? { isOpenEnded } : {}),
  }
}

describe('zap JSON', () => {
  const udp = {
    format: 'zap-json',
    message: 'UDP receive buffer is too small for a production set-up',
    time: '2024-11-26T10:29:33.570Z',
    level: 'warn',
    component: 'livekit',
    caller: 'rtcconfig/rtc_unix.go:31',
    fields: ['current=425984', 'suggested=5000000'],
  }

  test.each([
    // RL 001
    [
      '{"level":"warn","ts":1732616973.5701373,"logger":"livekit","caller":"rtcconfig/rtc_unix.go:31","msg":"UDP receive buffer is too small for a production set-up","current":425984,"suggested":5000000}',
      udp,
    ],
    // The same with its keys in another order: the quick way and the general one agree.
    [
      '{"msg":"UDP receive buffer is too small for a production set-up","caller":"rtcconfig/rtc_unix.go:31","logger":"livekit","ts":1732616973.5701373,"level":"warn","current":425984,"suggested":5000000}',
      udp,
    ],
    // Through slog or the SDK: no logger, no caller.
    [
      '{"level":"info","ts":1664877927.05,"msg":"Server transaction terminating","error":"x"}',
      {
        format: 'zap-json',
        message: 'Server transaction terminating',
        time: '2022-10-04T10:05:27.050Z',
        level: 'info',
        fields: ['error=x'],
      },
    ],
    [
      String.raw`{"level":"error","ts":1664877927,"logger":"livekit","caller":"a/b.go:1","msg":"line\none \"quoted\"","stacktrace":"main.main\n\t/a.go:1"}`,
      {
        format: 'zap-json',
        message: 'line\none "quoted"',
        time: '2022-10-04T10:05:27.000Z',
        level: 'error',
        component: 'livekit',
        caller: 'a/b.go:1',
        fields: ['stacktrace=main.main\n\t/a.go:1'],
      },
    ],
    // Levels above error
    [
      '{"level":"dpanic","ts":1664877927,"msg":"a"}',
      { format: 'zap-json', message: 'a', time: '2022-10-04T10:05:27.000Z', level: 'error' },
    ],
    [
      '{"level":"panic","ts":1664877927,"msg":"a"}',
      { format: 'zap-json', message: 'a', time: '2022-10-04T10:05:27.000Z', level: 'fatal' },
    ],
    // egress' GStreamer records: behind the message `caller` is a field and means a C file.
    [
      '{"level":"info","ts":1664877927,"logger":"egress","msg":"a","caller":"gst.c:5","level":3}',
      {
        format: 'zap-json',
        message: 'a',
        time: '2022-10-04T10:05:27.000Z',
        level: 'info',
        component: 'egress',
        fields: ['caller=gst.c:5', 'level=3'],
      },
    ],
    // Cut in a value
    [
      '{"level":"info","ts":1664877927,"logger":"livekit","caller":"a/b.go:1","msg":"a","room":"r","part',
      {
        format: 'zap-json',
        message: 'a',
        time: '2022-10-04T10:05:27.000Z',
        level: 'info',
        component: 'livekit',
        caller: 'a/b.go:1',
        fields: ['room=r', 'part='],
        isComplete: false,
      },
    ],
    // RL 052: Caddy has the same keys and no caller.
    [
      '{"level":"debug","ts":1669407305.064135,"logger":"tls.handshake","msg":"matched certificate in cache","managed":true}',
      {
        format: 'zap-json',
        message: 'matched certificate in cache',
        time: '2022-11-25T20:15:05.064Z',
        level: 'debug',
        component: 'caddy.tls.handshake',
        fields: ['managed=true'],
      },
    ],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('other JSON', () => {
  test.each([
    // RL 068: livekit-agents
    [
      '{"message": "job exiting", "level": "INFO", "name": "livekit.agents", "reason": "room disconnected", "pid": 23, "timestamp": "2024-11-20T13:18:22.124317+00:00"} ',
      {
        format: 'json',
        message: 'job exiting',
        time: '2024-11-20T13:18:22.124Z',
        level: 'info',
        component: 'livekit.agents',
        fields: ['reason=room disconnected', 'pid=23'],
      },
    ],
    // Its end is cut with the zone of its time.
    [
      '{"message": "received job request", "level": "INFO", "name": "livekit.agents", "timestamp": "2024-11-20T13:18:19.341694+00:0',
      {
        format: 'json',
        message: 'received job request',
        time: '2024-11-20T13:18:19.341Z',
        level: 'info',
        component: 'livekit.agents',
        isComplete: false,
      },
    ],
    // formats.md 4: logrus
    [
      String.raw`{"level":"info","logger":"ingress","msg":"Server closed by error: Err = unexpected EOF\nFailed to handshake","nodeID":"NE_abc","time":"2026-11-22T10:33:19Z"}`,
      {
        format: 'logrus',
        message: 'Server closed by error: Err = unexpected EOF\nFailed to handshake',
        time: '2026-11-22T10:33:19.000Z',
        level: 'info',
        component: 'ingress',
        fields: ['nodeID=NE_abc'],
      },
    ],
    // Traefik v3
    [
      '{"level":"error","providerName":"swarm","time":"2024-09-13T05:41:14+02:00","message":"port is missing"}',
      {
        format: 'traefik',
        message: 'port is missing',
        time: '2024-09-13T03:41:14.000Z',
        level: 'error',
        component: 'traefik',
        fields: ['providerName=swarm'],
      },
    ],
    // No message: the whole line is shown, and its fields.
    [
      '{"name": "x", "pid": 5}',
      { format: 'json', message: '{"name": "x", "pid": 5}', fields: ['name=x', 'pid=5'] },
    ],
    // RL 038
    [
      '{"level":"i>',
      { format: 'json', message: '{"level":"i>', fields: ['level=i>'], isComplete: false },
    ],
    ['{"level":"wat","msg":7}', { format: 'json', message: '7' }],
    ['{}', null],
    ['{', null],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('zap console', () => {
  const closing = {
    format: 'zap-console',
    message: 'closing ingress RTMP session',
    time: '2024-05-26T22:55:05.818Z',
    level: 'info',
    component: 'ingress',
    caller: 'rtmp/server.go:327',
    fields: ['nodeID=NE_QjxZsdzxBSvA'],
  }

  test.each([
    // RL 008 with its tabs, with the blanks of a terminal, with the one blank of a chat
    [
      '2024-05-26T22:55:05.818Z\tINFO\tingress\trtmp/server.go:327\tclosing ingress RTMP session\t{"nodeID": "NE_QjxZsdzxBSvA"}',
      closing,
    ],
    [
      '2024-05-26T22:55:05.818Z        INFO    ingress rtmp/server.go:327      closing ingress RTMP session    {"nodeID": "NE_QjxZsdzxBSvA"}',
      closing,
    ],
    [
      '2024-05-26T22:55:05.818Z INFO ingress rtmp/server.go:327 closing ingress RTMP session {"nodeID": "NE_QjxZsdzxBSvA"}',
      closing,
    ],
    // RL 004: no fields
    [
      '2026-04-08T22:54:30.852Z\tINFO\tlivekit\trouting/interfaces.go:180\tusing single-node routing',
      {
        format: 'zap-console',
        message: 'using single-node routing',
        time: '2026-04-08T22:54:30.852Z',
        level: 'info',
        component: 'livekit',
        caller: 'routing/interfaces.go:180',
      },
    ],
    // RL 018: no logger
    [
      '2021-02-10T22:39:58.667Z\tDEBUG\trtc/participant.go:460\tadded subscribedTrack\t{"participant": "0xc9"}',
      {
        format: 'zap-console',
        message: 'added subscribedTrack',
        time: '2021-02-10T22:39:58.667Z',
        level: 'debug',
        caller: 'rtc/participant.go:460',
        fields: ['participant=0xc9'],
      },
    ],
    // RL 029: sipgo through slog has neither
    [
      '2025-10-03T07:58:31.245Z\tINFO\tServer transaction terminating\t{"error": "x"}',
      {
        format: 'zap-console',
        message: 'Server transaction terminating',
        time: '2025-10-03T07:58:31.245Z',
        level: 'info',
        fields: ['error=x'],
      },
    ],
    // RL 078: the caller of a module
    [
      '2023-06-01T09:33:04.700+0200\tINFO\tfilepublisher\tserver-sdk-go@v1.0.11-0.20230526061800-9994d222ccf4/localparticipant.go:102\tpublished track\t{"name": "camera"}',
      {
        format: 'zap-console',
        message: 'published track',
        time: '2023-06-01T07:33:04.700Z',
        level: 'info',
        component: 'filepublisher',
        caller: 'server-sdk-go@v1.0.11-0.20230526061800-9994d222ccf4/localparticipant.go:102',
        fields: ['name=camera'],
      },
    ],
    // RL 039, 009, 028: pastes without the time
    [
      'INFO    livekit redis/redis.go:142      connecting to redis     {"simple": true, "addr": "redis-server:6379"}',
      {
        format: 'zap-console',
        message: 'connecting to redis',
        level: 'info',
        component: 'livekit',
        caller: 'redis/redis.go:142',
        fields: ['simple=true', 'addr=redis-server:6379'],
      },
    ],
    [
      'ERROR\tingress\tservice/handler.go:120\tingress failed\t{"nodeID": "CENSORD"}',
      {
        format: 'zap-console',
        message: 'ingress failed',
        level: 'error',
        component: 'ingress',
        caller: 'service/handler.go:120',
        fields: ['nodeID=CENSORD'],
      },
    ],
    [
      '   WARN    egress  service/handler_deprecated.go:145       egress failed   {"error": "could not establish signal connection"}',
      {
        format: 'zap-console',
        message: 'egress failed',
        level: 'warn',
        component: 'egress',
        caller: 'service/handler_deprecated.go:145',
        fields: ['error=could not establish signal connection'],
      },
    ],
    // RL 043: without the level too
    [
      'livekit redis/redis.go:142 connecting to redis {"simple": true}',
      {
        format: 'zap-console',
        message: 'connecting to redis',
        component: 'livekit',
        caller: 'redis/redis.go:142',
        fields: ['simple=true'],
      },
    ],
    // RL 031: the paste lost the first character.
    [
      '025-10-03T07:58:31.245Z\tINFO\tsip\tsip/inbound.go:178\tprocessing invite\t{"nodeID": "NE_R"}',
      {
        format: 'zap-console',
        message: 'processing invite',
        time: '2025-10-03T07:58:31.245Z',
        level: 'info',
        component: 'sip',
        caller: 'sip/inbound.go:178',
        fields: ['nodeID=NE_R'],
      },
    ],
    // Braces in the message: the fields begin at the first brace that reaches the end.
    [
      '2024-05-26T22:55:05.818Z INFO livekit a/b.go:1 got {"a": 1} and {"b": 2} {"room": "r"}',
      {
        format: 'zap-console',
        message: 'got {"a": 1} and {"b": 2}',
        time: '2024-05-26T22:55:05.818Z',
        level: 'info',
        component: 'livekit',
        caller: 'a/b.go:1',
        fields: ['room=r'],
      },
    ],
    // RL 019: cut in its fields
    [
      '2024-10-18T08:41:57.718Z\tINFO\tlivekit\trtc/room.go:701\tremoving participant without connection\t{"room": "r", "candidates": ["a", "b"',
      {
        format: 'zap-console',
        message: 'removing participant without connection',
        time: '2024-10-18T08:41:57.718Z',
        level: 'info',
        component: 'livekit',
        caller: 'rtc/room.go:701',
        fields: ['room=r', 'candidates=["a","b"]'],
        isComplete: false,
      },
    ],
    // Only a head
    [
      '2024-10-18T08:41:57.718Z\tERROR',
      { format: 'zap-console', message: '', time: '2024-10-18T08:41:57.718Z', level: 'error' },
    ],
    // Words that only look like it
    ['INFO is not a level here', null],
    ['ERROR: something', null],
    [
      '2024-05-26T22:55:05.818Z NOTALEVEL livekit',
      {
        format: 'text',
        time: '2024-05-26T22:55:05.818Z',
        message: 'NOTALEVEL livekit',
        isOpenEnded: true,
      },
    ],
    ['/workspace/pkg/rtmp/server.go:285 +0x1d4', null],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('logrus', () => {
  test.each([
    // RL 010
    [
      'time="2023-08-22T08:28:18Z" level=info msg=Connect logger=ingress nodeID=NE_n state="NotConnected(Server)" stream_id=0',
      {
        format: 'logrus',
        message: 'Connect',
        time: '2023-08-22T08:28:18.000Z',
        level: 'info',
        component: 'ingress',
        fields: ['nodeID=NE_n', 'state=NotConnected(Server)', 'stream_id=0'],
      },
    ],
    // RL 008
    [
      String.raw`time="2024-05-26T22:55:06Z" level=info msg="Server closed by error: Err = EOF\nFailed to handshake\n\t/a.go:31" logger=ingress nodeID=NE_Q`,
      {
        format: 'logrus',
        message: 'Server closed by error: Err = EOF\nFailed to handshake\n\t/a.go:31',
        time: '2024-05-26T22:55:06.000Z',
        level: 'info',
        component: 'ingress',
        fields: ['nodeID=NE_Q'],
      },
    ],
    // RL 012: the zone of the host
    [
      'time="2024-05-26T22:55:06+08:00" level=warning msg="a \\"b\\""',
      { format: 'logrus', message: 'a "b"', time: '2024-05-26T14:55:06.000Z', level: 'warn' },
    ],
    // Traefik v2 names no logger, but its parts.
    [
      'time="2024-05-26T22:55:06Z" level=error msg="the service does not exist" entryPointName=websecure routerName=livekit@docker',
      {
        format: 'logrus',
        message: 'the service does not exist',
        time: '2024-05-26T22:55:06.000Z',
        level: 'error',
        component: 'traefik',
        fields: ['entryPointName=websecure', 'routerName=livekit@docker'],
      },
    ],
    // Cut in its message
    [
      'time="2024-05-26T22:55:06Z" level=error msg="Server closed by',
      {
        format: 'logrus',
        message: 'Server closed by',
        time: '2024-05-26T22:55:06.000Z',
        level: 'error',
        isComplete: false,
      },
    ],
    // On a terminal (the colours are gone by now)
    [
      'INFO[0000] Server closed by error: Err = unexpected EOF',
      {
        format: 'logrus',
        message: 'Server closed by error: Err = unexpected EOF',
        level: 'info',
        isOpenEnded: true,
      },
    ],
    ['ERRO[12345] x   ', { format: 'logrus', message: 'x', level: 'error', isOpenEnded: true }],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

describe('Go', () => {
  test.each([
    // RL 016
    [
      'panic: runtime error: invalid memory address or nil pointer dereference',
      {
        format: 'go-panic',
        message: 'panic: runtime error: invalid memory address or nil pointer dereference',
        level: 'fatal',
        component: 'go',
        isOpenEnded: true,
      },
    ],
    [
      'fatal error: concurrent map writes',
      {
        format: 'go-panic',
        message: 'fatal error: concurrent map writes',
        level: 'fatal',
        component: 'go',
        isOpenEnded: true,
      },
    ],
    // RL 089
    [
      '2026/03/07 01:57:05 http: TLS handshake error from 198.51.100.149:45842: EOF',
      {
        format: 'go-log',
        message: 'http: TLS handshake error from 198.51.100.149:45842: EOF',
        localTime: '2026-03-07T01:57:05.000Z',
        component: 'go',
      },
    ],
    [
      'SDK 2024/03/07 01:57:05 x',
      { format: 'go-log', message: 'x', localTime: '2024-03-07T01:57:05.000Z', component: 'go' },
    ],
    // lk-jwt-service from v0.5.0
    [
      '2026-07-01 10:00:00 INFO  main.go:40 | Starting service key=value',
      {
        format: 'go-log',
        message: 'Starting service key=value',
        localTime: '2026-07-01T10:00:00.000Z',
        level: 'info',
        component: 'lk-jwt-service',
        caller: 'main.go:40',
      },
    ],
    // RL 083
    [
      'ice WARNING: 2019/02/22 18:44:21 could not allocate udp6 stun:stun.stunprotocol.org:3478: x',
      {
        format: 'pion',
        message: 'could not allocate udp6 stun:stun.stunprotocol.org:3478: x',
        localTime: '2019-02-22T18:44:21.000Z',
        level: 'warn',
        component: 'pion.ice',
      },
    ],
    [
      'ice DEBUG: 18:44:27.390264 agent.go:306: Started agent: isControlling? false',
      {
        format: 'pion',
        message: 'Started agent: isControlling? false',
        level: 'debug',
        component: 'pion.ice',
        caller: 'agent.go:306',
      },
    ],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))

  test.each([
    [
      'github.com/livekit/livekit-server/pkg/rtc.(*MediaTrackSubscriptions).AddSubscriber.func1()',
      true,
    ],
    ['github.com/pion/dtls/v2.(*alertError).IsFatalOrCloseNotify(...)', true],
    [
      'github.com/pion/webrtc/v3.(*RTPSender).Send(0xc003c10100, {{{0xc002272570, 0x2, 0x2}, {0xc0016c1b80}}})',
      true,
    ],
    ['github.com/livekit/psrpc/pkg/server.(*streamHandler[...]).handleRequest.func1', true],
    ['gopkg.in/yaml.v3.(*decoder).unmarshal', true],
    ['net/http.HandlerFunc.ServeHTTP', true],
    ['main.main()', true],
    ['runtime.goexit', true],
    ['/workspace/pkg/rtmp/server.go:285', true],
    ['/usr/local/go/src/runtime/asm_amd64.s:1695 +0x1', true],
    ['goroutine 4231 [running]:', true],
    ['created by github.com/pion/dtls/v2.(*Conn).handshake in goroutine 24545742378', true],
    ['[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0xd5aa14]', true],
    ['exit status 2', true],
    ['...additional frames elided...', true],
    ['could not get rooms: redis: x', false],
    [
      'unable to connect to redis: dial tcp 172.20.189.167:6379: connect: connection refused',
      false,
    ],
    ['Started matrix-livekit-server.service - LiveKit Server.', false],
    ['a sentence.', false],
    ['', false],
    // 64 KiB that took seconds as one expression
    [`a.${'('.repeat(65_000)} x`, false],
    [`a.${'(/'.repeat(32_000)} x`, false],
    [`${'a.a/'.repeat(16_000)} x`, false],
  ])('a line of a stack, %#: %.60s', (text, expected) => expect(isGoFrame(text)).toBe(expected))
})

describe('neighbours', () => {
  test.each([
    // RL 040
    [
      '1:M 25 Jul 2023 09:38:30.700 * DB saved on disk',
      {
        format: 'redis',
        message: 'DB saved on disk',
        localTime: '2023-07-25T09:38:30.700Z',
        level: 'info',
        component: 'redis',
      },
    ],
    [
      '12:S 25 Jul 2023 09:38:30.700 # MASTER aborted replication',
      {
        format: 'redis',
        message: 'MASTER aborted replication',
        localTime: '2023-07-25T09:38:30.700Z',
        level: 'warn',
        component: 'redis',
      },
    ],
    // RL 090, 091
    [
      String.raw`2024-09-13T05:41:14Z ERR error="service \"dokploy-traefik\" error: port is missing" container=c providerName=swarm`,
      {
        format: 'traefik',
        message: 'service "dokploy-traefik" error: port is missing',
        time: '2024-09-13T05:41:14.000Z',
        level: 'error',
        component: 'traefik',
        fields: [
          'error=service "dokploy-traefik" error: port is missing',
          'container=c',
          'providerName=swarm',
        ],
      },
    ],
    [
      '2024-09-13T05:41:14+02:00 INF github.com/traefik/cmd.go:5 > Starting provider *acme.Provider',
      {
        format: 'traefik',
        message: 'Starting provider *acme.Provider',
        time: '2024-09-13T03:41:14.000Z',
        level: 'info',
        component: 'traefik',
        caller: 'github.com/traefik/cmd.go:5',
      },
    ],
    // RL 084: Traefik's access log
    [
      '192.0.2.7 - - [13/Sep/2024:05:41:14 +0200] "GET /rtc HTTP/1.1" 101 0 "-" "-" 5 "livekit@docker" "http://10.0.1.14:7880" 12ms',
      {
        format: 'access-log',
        message:
          '"GET /rtc HTTP/1.1" 101 0 "-" "-" 5 "livekit@docker" "http://10.0.1.14:7880" 12ms',
        time: '2024-09-13T03:41:14.000Z',
        component: 'traefik',
        fields: [
          'client=192.0.2.7',
          'method=GET',
          'path=/rtc',
          'protocol=HTTP/1.1',
          'status=101',
          'size=0',
          'router=livekit@docker',
          'server=http://10.0.1.14:7880',
          'milliseconds=12',
        ],
      },
    ],
    // nginx and others: no more than the common part, or not even that
    [
      '192.0.2.7 - - [13/Sep/2024:05:41:14 +0200] "GET /.env HTTP/1.1" 404 19 "https://example.org/" "curl/8"',
      {
        format: 'access-log',
        message: '"GET /.env HTTP/1.1" 404 19 "https://example.org/" "curl/8"',
        time: '2024-09-13T03:41:14.000Z',
        component: 'access-log',
        fields: [
          'client=192.0.2.7',
          'method=GET',
          'path=/.env',
          'protocol=HTTP/1.1',
          'status=404',
          'size=19',
          'referer=https://example.org/',
          'agent=curl/8',
        ],
      },
    ],
    [
      String.raw`192.0.2.7 - - [13/Sep/2024:05:41:14 +0200] "\x16\x03\x01" 400 0`,
      {
        format: 'access-log',
        message: String.raw`"\x16\x03\x01" 400 0`,
        time: '2024-09-13T03:41:14.000Z',
        component: 'access-log',
        fields: ['client=192.0.2.7'],
      },
    ],
    // Traefik's access log in JSON reads like the other one.
    [
      '{"ClientHost":"192.0.2.7","DownstreamContentSize":0,"DownstreamStatus":101,"RequestMethod":"GET","RequestPath":"/rtc","RequestProtocol":"HTTP/1.1","level":"info","msg":"","time":"2024-09-13T05:41:14+02:00"}',
      {
        format: 'access-log',
        message: '"GET /rtc HTTP/1.1" 101 0',
        time: '2024-09-13T03:41:14.000Z',
        level: 'info',
        component: 'traefik',
        fields: [
          'ClientHost=192.0.2.7',
          'DownstreamContentSize=0',
          'DownstreamStatus=101',
          'RequestMethod=GET',
          'RequestPath=/rtc',
          'RequestProtocol=HTTP/1.1',
        ],
      },
    ],
    [
      '{"DownstreamStatus":404,"level":"info","msg":"","time":"2024-09-13T05:41:14+02:00"',
      {
        format: 'access-log',
        message: '"- - -" 404 -',
        time: '2024-09-13T03:41:14.000Z',
        level: 'info',
        component: 'traefik',
        fields: ['DownstreamStatus=404'],
        isComplete: false,
      },
    ],
    // Traefik's log in JSON
    [
      String.raw`{"level":"error","entryPointName":"web","routerName":"livekit@docker","error":"entryPoint \"web\" doesn't exist","time":"2024-09-13T05:41:14Z"}`,
      {
        format: 'traefik',
        message: `entryPoint "web" doesn't exist`,
        time: '2024-09-13T05:41:14.000Z',
        level: 'error',
        component: 'traefik',
        fields: [
          'level=error',
          'entryPointName=web',
          'routerName=livekit@docker',
          `error=entryPoint "web" doesn't exist`,
          'time=2024-09-13T05:41:14Z',
        ],
      },
    ],
    // RL 047, 048
    ['0: Domain name: ', { format: 'coturn', message: 'Domain name:', component: 'coturn' }],
    ['0: : TLS supported', { format: 'coturn', message: 'TLS supported', component: 'coturn' }],
    ['0: :', { format: 'coturn', message: '', component: 'coturn' }],
    [
      '119: : WARNING: cannot find certificate file: turn_server_cert.pem (1)',
      {
        format: 'coturn',
        message: 'WARNING: cannot find certificate file: turn_server_cert.pem (1)',
        level: 'warn',
        component: 'coturn',
      },
    ],
    // RL 070
    [
      '2025-11-14 10:08:17,456 - INFO livekit.agents - starting worker {"version": "0.12.7", "rtc-version": "0.18.3"}',
      {
        format: 'python',
        message: 'starting worker',
        localTime: '2025-11-14T10:08:17.456Z',
        level: 'info',
        component: 'livekit.agents',
        fields: ['version=0.12.7', 'rtc-version=0.18.3'],
      },
    ],
    [
      '2025-11-14 10:08:17,456 - WARNING  outbound-caller - {not json}',
      {
        format: 'python',
        message: '{not json}',
        localTime: '2025-11-14T10:08:17.456Z',
        level: 'warn',
        component: 'outbound-caller',
      },
    ],
    // RL 061
    [
      '0:00:00.659869107    14 0x7f717c45f4c0 WARN              aggregator gstaggregator.c:2050:gst_aggregator_query_latency_unlocked:<mp4mux0> Latency query failed',
      {
        format: 'gstreamer',
        message: 'Latency query failed',
        level: 'warn',
        component: 'gstreamer',
        caller: 'gstaggregator.c:2050',
        fields: ['category=aggregator'],
      },
    ],
    [
      '0:00:00.002835729    25      0x490fb50 ERROR     GST_PLUGIN_LOADING gstpluginloader.c:442:gst_plugin_loader_try_helper: Spawning helper failed',
      {
        format: 'gstreamer',
        message: 'Spawning helper failed',
        level: 'error',
        component: 'gstreamer',
        caller: 'gstpluginloader.c:442',
        fields: ['category=GST_PLUGIN_LOADING'],
      },
    ],
    [
      '(egress:25): GStreamer-WARNING **: 09:44:39.004: External plugin loader failed.',
      {
        format: 'gstreamer',
        message: 'External plugin loader failed.',
        level: 'warn',
        component: 'gstreamer',
      },
    ],
    [
      '(gst-plugin-scanner:207): GLib-GObject-CRITICAL **: 05:44:10.363: assertion failed',
      { format: 'gstreamer', message: 'assertion failed', level: 'error', component: 'gstreamer' },
    ],
    // RL 064
    [
      'I: [pulseaudio] main.c: Daemon startup successful.',
      {
        format: 'pulseaudio',
        message: 'Daemon startup successful.',
        level: 'info',
        component: 'pulseaudio',
        caller: 'main.c',
      },
    ],
    [
      '+ exec /tini -- egress',
      { format: 'shell', message: 'exec /tini -- egress', component: 'shell' },
    ],
    // compose itself
    [
      'Attaching to livekit-1, redis-1',
      { format: 'compose', message: 'Attaching to livekit-1, redis-1', component: 'compose' },
    ],
    [
      'livekit-1 exited with code 2',
      { format: 'compose', message: 'livekit-1 exited with code 2', component: 'compose' },
    ],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected))
})

test.each([
  'could not validate RTC config: could not resolve external IP: context deadline exceeded',
  'unable to connect to redis: dial tcp 203.0.113.50:6379: i/o timeout',
  '--',
  '=====',
  'Привет',
  '\u0000\u0001\u0002',
  '2024-05-26',
  '12',
  '',
])('no head: %s', (text) => expect(readHead(text, REFERENCE)).toBeNull())

test.each([
  // RL 074
  [
    'error reading from UDP socket\t{"err": "read udp 10.0.10.1:52398: use of closed network connection"}',
    'error reading from UDP socket',
    ['err'],
  ],
  ['a {"b": 1} c', 'a {"b": 1} c', []],
  ['{"b" 1}', '{"b" 1}', []],
  ['  text  ', 'text', []],
])('a plain line: %s', (text, message, names) => {
  const head = readPlain(text)
  expect([head.format, head.message, head.fields().map(({ name }) => name)]).toEqual([
    'plain',
    message,
    names,
  ])
})
