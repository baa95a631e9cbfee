import { expect, test } from 'vitest'

import { stripCarriers } from './carrier'

const REFERENCE = Date.UTC(2026, 10, 22)

/** What is not the usual: an empty stream, no local time, not partial. */
function carried(line: string) {
  const { body, carriers, time, localTime, stream, isPartial } = stripCarriers(line, REFERENCE)
  return {
    body,
    carriers: carriers.join('+'),
    ...(time === null ? {} : { time: new Date(time).toISOString() }),
    ...(localTime === null ? {} : { localTime: new Date(localTime).toISOString() }),
    ...(stream === '' ? {} : { stream }),
    ...(isPartial ? { isPartial } : {}),
  }
}

const CONSOLE =
  '2024-05-26T22:55:05.818Z\tINFO\tingress\trtmp/server.go:327\tclosing ingress RTMP session'
const JSON_LINE = '{"level":"warn","ts":1732616973.5701373,"msg":"UDP receive buffer is too small"}'

test.each([
  // formats.md 7: `docker logs -t` has always nine digits.
  [
    `2024-11-26T10:29:33.570412345Z ${JSON_LINE}`,
    { body: JSON_LINE, carriers: 'docker-timestamps', time: '2024-11-26T10:29:33.570Z' },
  ],
  // `docker logs -t --details`
  [
    `2024-11-26T10:29:33.570412345Z com.example.a=b,env=x%20y ${JSON_LINE}`,
    { body: JSON_LINE, carriers: 'docker-timestamps', time: '2024-11-26T10:29:33.570Z' },
  ],
  [
    `2024-11-26T10:29:33.570412345Z ${CONSOLE}`,
    { body: CONSOLE, carriers: 'docker-timestamps', time: '2024-11-26T10:29:33.570Z' },
  ],
  // formats.md 8: Dokploy's download.
  [
    `2024-11-26T10:29:33.570Z ${JSON_LINE}`,
    { body: JSON_LINE, carriers: 'dokploy', time: '2024-11-26T10:29:33.570Z' },
  ],
  [
    `2024-05-26T22:55:05.900Z ${CONSOLE}`,
    { body: CONSOLE, carriers: 'dokploy', time: '2024-05-26T22:55:05.900Z' },
  ],
  [
    '2024-05-26T22:55:05.818Z /workspace/pkg/rtmp/server.go:285',
    {
      body: '/workspace/pkg/rtmp/server.go:285',
      carriers: 'dokploy',
      time: '2024-05-26T22:55:05.818Z',
    },
  ],
  [`No timestamp ${JSON_LINE}`, { body: JSON_LINE, carriers: 'dokploy' }],
  // The record's own time, followed by a level, is no carrier.
  [CONSOLE, { body: CONSOLE, carriers: '' }],
  [
    '2025-12-11T09:26:02.107Z WARN livekit.transport rtc/transport.go:1259 error reading data channel',
    {
      body: '2025-12-11T09:26:02.107Z WARN livekit.transport rtc/transport.go:1259 error reading data channel',
      carriers: '',
    },
  ],
  [
    '2026-01-15T14:18:59.665+0100    WARN    livekit.transport       rtc/transport.go:919    error',
    {
      body: '2026-01-15T14:18:59.665+0100    WARN    livekit.transport       rtc/transport.go:919    error',
      carriers: '',
    },
  ],
  [
    '2024-09-13T05:41:14Z ERR error="port is missing" providerName=swarm',
    { body: '2024-09-13T05:41:14Z ERR error="port is missing" providerName=swarm', carriers: '' },
  ],
  // json-file: the tab is \u0009, trailing zeros of the time are cut.
  [
    String.raw`{"log":"2024-05-26T22:55:05.818Z\u0009INFO\u0009ingress\u0009rtmp/server.go:327\u0009closing ingress RTMP session\n","stream":"stderr","time":"2024-05-26T22:55:05.818512345Z"}`,
    { body: CONSOLE, carriers: 'json-file', time: '2024-05-26T22:55:05.818Z' },
  ],
  [
    String.raw`{"log":"unable to connect to redis\r\n","stream":"stdout","attrs":{"a":"b"},"time":"2024-03-17T04:59:10.82Z"}`,
    { body: 'unable to connect to redis', carriers: 'json-file', time: '2024-03-17T04:59:10.820Z' },
  ],
  // A piece of a line over 16 KiB.
  [
    '{"log":"a piece","stream":"stderr","time":"2024-03-17T04:59:10.82Z"}',
    { body: 'a piece', carriers: 'json-file', time: '2024-03-17T04:59:10.820Z', isPartial: true },
  ],
  // Only its beginning was read.
  [
    String.raw`{"log":"{\"level\":\"info\",\"msg\":\"ICE cand`,
    { body: '{"level":"info","msg":"ICE cand', carriers: 'json-file' },
  ],
  ['{"log":5}', { body: '{"log":5}', carriers: '' }],
  ['{"log":"x"', { body: 'x', carriers: 'json-file' }],
  // compose v2, v1, a container_name, an empty line which lost its last blank (RL 051, 025, 086, 013).
  ['livekit-1  | starting', { body: 'starting', carriers: 'compose', stream: 'livekit-1' }],
  ['livekit_1          | starting', { body: 'starting', carriers: 'compose', stream: 'livekit_1' }],
  [
    'matrix-livekit | starting',
    { body: 'starting', carriers: 'compose', stream: 'matrix-livekit' },
  ],
  ['livekit-livekit-1  |', { body: '', carriers: 'compose', stream: 'livekit-livekit-1' }],
  ['livekit-1  | \tmain.go:5', { body: '\tmain.go:5', carriers: 'compose', stream: 'livekit-1' }],
  // Cut at the first bar only (RL 025).
  [
    'livekit_1 | rtp stats a | b',
    { body: 'rtp stats a | b', carriers: 'compose', stream: 'livekit_1' },
  ],
  ['livekit_1 | stats | b', { body: 'stats | b', carriers: 'compose', stream: 'livekit_1' }],
  // On a terminal the prefix is coloured.
  [
    '\u001b[36mlivekit-1  | \u001b[0mstarting',
    { body: 'starting', carriers: 'compose', stream: 'livekit-1' },
  ],
  // With -t the time stands behind the bar.
  [
    `livekit-1  | 2024-11-26T10:29:33.570412345Z ${JSON_LINE}`,
    {
      body: JSON_LINE,
      carriers: 'compose+docker-timestamps',
      time: '2024-11-26T10:29:33.570Z',
      stream: 'livekit-1',
    },
  ],
  // docker service logs (RL 092)
  [
    'proxy.1.goom36mvtfow@ip-10-1-0-20    | time="2018-09-25T18:46:14Z" level=info msg=x',
    {
      body: 'time="2018-09-25T18:46:14Z" level=info msg=x',
      carriers: 'service',
      stream: 'proxy.1.goom36mvtfow@ip-10-1-0-20',
    },
  ],
  [
    '2024-11-26T10:29:33.570412345Z livekit.1.abc@node1    | starting',
    {
      body: 'starting',
      carriers: 'docker-timestamps+service',
      time: '2024-11-26T10:29:33.570Z',
      stream: 'livekit.1.abc@node1',
    },
  ],
  // CRI
  [
    `2024-11-26T10:29:33.570412345Z stderr F ${JSON_LINE}`,
    { body: JSON_LINE, carriers: 'cri', time: '2024-11-26T10:29:33.570Z' },
  ],
  [
    '2024-11-26T10:29:33.570412345+02:00 stdout P:x a piece',
    { body: 'a piece', carriers: 'cri', time: '2024-11-26T08:29:33.570Z', isPartial: true },
  ],
  // journald short (RL 032, 085) and short-iso
  [
    'Sep 06 13:39:35 ip-172-31-26-218 livekit-server[1450]: 2023-09-06T13:39:35.527Z        INFO        livekit',
    {
      body: '2023-09-06T13:39:35.527Z        INFO        livekit',
      carriers: 'journald',
      localTime: '2026-09-06T13:39:35.000Z',
      stream: 'livekit-server',
    },
  ],
  [
    'Dec  7 09:07:30 redacted.host systemd[1]: Started matrix-livekit-server.service.',
    {
      body: 'Started matrix-livekit-server.service.',
      carriers: 'journald',
      localTime: '2025-12-07T09:07:30.000Z',
      stream: 'systemd',
    },
  ],
  [
    '2024-02-02T13:50:56+0100 host livekit-server[12]: could not parse config',
    {
      body: 'could not parse config',
      carriers: 'journald',
      time: '2024-02-02T12:50:56.000Z',
      stream: 'livekit-server',
    },
  ],
  // Two in a row (RL 038)
  [
    'Oct 09 15:04:47 host2 docker-compose[4069]: livekit-caddy-1    | {"level":"i>',
    {
      body: '{"level":"i>',
      carriers: 'journald+compose',
      localTime: '2026-10-09T15:04:47.000Z',
      stream: 'livekit-caddy-1',
    },
  ],
  // RFC 5424, plain and as a quoted string (RL 018)
  [
    '<14>1 2021-02-10T22:39:58.667188Z host livekit 12 - - 2021-02-10T22:39:58.667Z\tDEBUG\tx',
    {
      body: '2021-02-10T22:39:58.667Z\tDEBUG\tx',
      carriers: 'syslog',
      time: '2021-02-10T22:39:58.667Z',
      stream: 'livekit',
    },
  ],
  [
    '<14>1 2021-02-10T22:39:58.667188Z host livekit 12 ID [a@1 b="c"] text',
    { body: 'text', carriers: 'syslog', time: '2021-02-10T22:39:58.667Z', stream: 'livekit' },
  ],
  [
    String.raw`"<14>1 2021-02-10T22:39:58.667188Z - - - - - 2021-02-10T22:39:58.667Z\tDEBUG\trtc/participant.go:460\tadded\t{\"participant\": \"0xc9\"}\n"`,
    {
      body: '2021-02-10T22:39:58.667Z\tDEBUG\trtc/participant.go:460\tadded\t{"participant": "0xc9"}',
      carriers: 'syslog',
      time: '2021-02-10T22:39:58.667Z',
    },
  ],
  // RFC 3164
  [
    '<30>Sep 06 13:39:35 host livekit-server[1450]: text',
    {
      body: 'text',
      carriers: 'syslog',
      localTime: '2026-09-06T13:39:35.000Z',
      stream: 'livekit-server',
    },
  ],
  // Docker Desktop and other windows (RL 020, 033): local time without a zone
  [
    '2025-04-13 16:30:10 2025-04-13T09:30:10.866Z    INFO    livekit',
    {
      body: '2025-04-13T09:30:10.866Z    INFO    livekit',
      carriers: 'local-time',
      localTime: '2025-04-13T16:30:10.000Z',
    },
  ],
  [
    '2026-06-30 15:29:19.476 | starting',
    { body: 'starting', carriers: 'local-time', localTime: '2026-06-30T15:29:19.476Z' },
  ],
  // kubetail (RL 011)
  [
    'livekit-ingress-6d6b899b7f-2588t ingress time="2025-02-06T22:53:54Z" level=info msg=x',
    {
      body: 'time="2025-02-06T22:53:54Z" level=info msg=x',
      carriers: 'pod',
      stream: 'livekit-ingress-6d6b899b7f-2588t ingress',
    },
  ],
  // A file truncated under its writer
  [`\0\0\0\0${JSON_LINE}`, { body: JSON_LINE, carriers: '' }],
  // No carriers
  ['', { body: '', carriers: '' }],
  ['a sentence | with a bar', { body: 'a sentence | with a bar', carriers: '' }],
  ['{"level":"info"}', { body: '{"level":"info"}', carriers: '' }],
  [
    '1:M 25 Jul 2023 09:38:30.700 * DB saved on disk',
    { body: '1:M 25 Jul 2023 09:38:30.700 * DB saved on disk', carriers: '' },
  ],
])('%s', (line, expected) => expect(carried(line)).toEqual(expected))

test('what looks like carriers without end is left alone after four', () => {
  const time = '2024-11-26T10:29:33.570Z '
  expect(carried(`${time.repeat(5)}x`)).toEqual({
    body: `${time}x`,
    carriers: 'dokploy+dokploy+dokploy+dokploy',
    time: '2024-11-26T10:29:33.570Z',
  })
})
