import fc from 'fast-check'
import { expect, test } from 'vitest'

import { valueText } from '../json'
import { readHead, readPlain } from './index'

const REFERENCE = Date.UTC(2024, 5, 1)

/** What a head says, in one line. */
function read(text: string): string {
  const found = readHead(text, REFERENCE) ?? readPlain(text)
  const { format, time, localTime, level, component, message } = found
  const when =
    time !== null
      ? new Date(time).toISOString()
      : localTime !== null
        ? `${new Date(localTime).toISOString().slice(0, -1)} local`
        : '-'
  const fields = found.fields().map(({ name, value }) => `${name}=${valueText(value)}`)
  return [format, when, level ?? '-', component ?? '-', message, ...fields].join(' | ')
}

test.each([
  // log4j, logback, Spring Boot
  [
    '2024-01-31 10:08:17,456 INFO  [main] com.example.App - Started in 2.1 s',
    'text | 2024-01-31T10:08:17.456 local | info | com.example.App | Started in 2.1 s',
  ],
  [
    '2024-01-31 10:08:17.456  WARN 1 --- [nio-8080-exec-1] c.e.web.Handler : slow: 812 ms',
    'text | 2024-01-31T10:08:17.456 local | warn | c.e.web.Handler | slow: 812 ms',
  ],
  ['10:08:17.456 [main] ERROR com.example.App - gone', 'text | - | error | com.example.App | gone'],
  // Python logging
  [
    '2024-01-31 10:08:17,456 - uvicorn.error - WARNING - slow client',
    'text | 2024-01-31T10:08:17.456 local | warn | uvicorn.error | slow client',
  ],
  ['WARNING:root:careful now', 'plain | - | warn | root | careful now'],
  ['INFO:     Started server process [1]', 'plain | - | info | - | Started server process [1]'],
  // PostgreSQL, MySQL
  [
    '2024-01-31 10:08:17.456 UTC [31] LOG:  database system is ready to accept connections',
    'text | 2024-01-31T10:08:17.456Z | info | - | database system is ready to accept connections',
  ],
  [
    '2024-01-31 10:08:17.456 CET [31] FATAL:  password authentication failed for user "a"',
    'text | 2024-01-31T10:08:17.456 local | fatal | - | password authentication failed for user "a"',
  ],
  // nginx, Apache
  [
    '2024/01/31 10:08:17 [error] 31#31: *1 connect() failed (111: Connection refused)',
    'nginx | 2024-01-31T10:08:17.000 local | error | nginx | *1 connect() failed (111: Connection refused)',
  ],
  [
    '[Wed Jan 31 10:08:17.123456 2024] [core:error] [pid 35708] File does not exist',
    'text | 2024-01-31T10:08:17.123 local | error | - | [pid 35708] File does not exist',
  ],
  // Kubernetes
  [
    'I0131 10:08:17.123456       1 server.go:12] serving on :443',
    'text | 2024-01-31T10:08:17.000 local | info | - | serving on :443',
  ],
  // Of last year: the reference is in June.
  [
    'E1231 23:59:59.000001       1 server.go:12] failed',
    'text | 2023-12-31T23:59:59.000 local | error | - | failed',
  ],
  // syslog without its host, systemd's and the kernel's priorities
  [
    'Jan 31 10:08:17 [notice] reloaded',
    'text | 2024-01-31T10:08:17.000 local | info | - | reloaded',
  ],
  ['<4>low on memory', 'plain | - | warn | - | low on memory'],
  ['[   12.345678] eth0: link up', 'text | - | - | - | eth0: link up'],
  // days first, zones, other clocks
  [
    '31.01.2024 10:08:17 [WARN] медленно',
    'text | 2024-01-31T10:08:17.000 local | warn | - | медленно',
  ],
  ['[31/Jan/2024:10:08:17 +0300] ERROR gone', 'text | 2024-01-31T07:08:17.000Z | error | - | gone'],
  [
    '2024-01-31 10:08:17 +0300 INFO app started',
    'text | 2024-01-31T07:08:17.000Z | info | - | app started',
  ],
  ['1706695697.123456 [info] up', 'text | 2024-01-31T10:08:17.123Z | info | - | up'],
  ['1706695697123 worker up', 'text | 2024-01-31T10:08:17.123Z | - | - | worker up'],
  // A level alone
  ['[WARN] careful', 'plain | - | warn | - | careful'],
  ['ERROR: no such file', 'plain | - | error | - | no such file'],
  ['info: Microsoft.Hosting.Lifetime[14]', 'plain | - | info | - | Microsoft.Hosting.Lifetime[14]'],
  // JSON at the end
  [
    '2024-01-31 10:08:17 INFO done {"took": 12}',
    'text | 2024-01-31T10:08:17.000 local | info | - | done | took=12',
  ],
  // logfmt
  [
    'ts=2024-01-31T10:08:17.456Z caller=main.go:12 level=info component=tsdb msg="Head GC completed" duration=1ms',
    'logfmt | 2024-01-31T10:08:17.456Z | info | - | Head GC completed | component=tsdb | duration=1ms',
  ],
  // pino, Elastic, Google
  [
    '{"level":40,"time":1706695697123,"pid":1,"name":"api","msg":"slow"}',
    'json | 2024-01-31T10:08:17.123Z | warn | api | slow | pid=1',
  ],
  [
    '{"@timestamp":"2024-01-31T10:08:17.456Z","log.level":"ERROR","log.logger":"a.b","message":"gone"}',
    'json | 2024-01-31T10:08:17.456Z | error | a.b | gone',
  ],
  // slog's default handler
  [
    '2024/01/31 10:08:17 WARN slow count=3',
    'go-log | 2024-01-31T10:08:17.000 local | warn | go | slow count=3',
  ],
])('%s', (text, expected) => expect(read(text)).toBe(expected))

test.each([
  ['a word of the message is no level', '2024-01-31 10:08:17 connection to db ERROR again'],
  ['nor is a small one', '2024-01-31 10:08:17 error reading from 192.0.2.7'],
])('%s', (_, text) => {
  expect(readHead(text, REFERENCE)).toMatchObject({ level: null, message: text.slice(20) })
})

test.each([
  'ERRORS are below',
  'Information on this host',
  '192.0.2.7 answered',
  '2024-01-31',
  '12:30',
  '[section]',
  'key=value',
])('no time and no level: %s', (text) => {
  const found = readHead(text, REFERENCE)
  expect(found?.time ?? found?.localTime ?? readPlain(text).level).toBeFalsy()
})

test('any text is read without an error, and in time', () => {
  const part = fc.constantFrom(
    '2024-01-31 10:08:17',
    '[Wed Jan 31 10:08:17 2024]',
    '[',
    ']',
    '(',
    ' - ',
    'INFO',
    ':',
    ' ',
    '1706695697',
    'a.b.c',
    'level=',
    '{"a":1}',
  )
  const text = fc
    .array(fc.oneof(part, fc.string()), { maxLength: 30 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (line) => {
      const found = readHead(line, REFERENCE) ?? readPlain(line)
      found.fields()
      expect(line.replace(/\s+/g, '').length).toBeGreaterThanOrEqual(
        Math.min(found.message.replace(/\s+/g, '').length, line.length),
      )
    }),
  )
  const hostile = ['[a] ', 'a', '(', '2024-01-31 10:08:17 ' + '[x] '.repeat(9), '- ', ': ', 'a.']
  for (const piece of hostile) {
    const line = `2024-01-31 10:08:17 ${piece.repeat(20_000)}`
    expect(readHead(line, REFERENCE)).not.toBeNull()
  }
})
