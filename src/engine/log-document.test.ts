import { appendFile, open, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { CATEGORIES, type Category } from '#shared/category'
import type { Profile } from '#shared/feature'
import { type Filter, SHOW_ALL } from '#shared/filter'
import { LEVELS } from '#shared/level'
import { sharedTestFolder } from '#testing/test-folder'

import { LogDocument } from './log-document'
import { ruleSetWith } from './rules'

const rules = ruleSetWith([])
const REFERENCE = Date.UTC(2026, 10, 22)

const folder = sharedTestFolder()
let path: string
let opened: LogDocument[]

beforeEach(() => {
  path = join(folder, `${crypto.randomUUID()}.log`)
  opened = []
})
afterEach(async () => {
  for (const document of opened) await document.close()
  await rm(path, { force: true })
})

async function openDocument(profile: Profile = []): Promise<LogDocument> {
  const document = await LogDocument.open(path, rules, REFERENCE, profile)
  opened.push(document)
  await document.readOn(() => true)
  return document
}

async function documentOf(content: string | Buffer, profile: Profile = []): Promise<LogDocument> {
  await writeFile(path, content)
  return openDocument(profile)
}

async function messages(document: LogDocument): Promise<string[]> {
  return (await document.rows(0, 1000)).rows.map(({ message }) => message)
}

/** Every number that must add up. */
async function sums(document: LogDocument) {
  const { records, categories, levels, inRange, view } = document.status()
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((all, count) => all + count, 0)
  return {
    categories: sum(categories) - records,
    levels: sum(levels) - records,
    shownAndHidden: view.shown + sum(view.hidden) + view.hiddenByTime - records,
    inRange: inRange
      ? sum(inRange.categories) + sum(inRange.levels) - 2 * (records - view.hiddenByTime)
      : 0,
    triage: countOf(await document.triage()) - records,
  }
}
function countOf(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0)
}
const ADDS_UP = { categories: 0, levels: 0, shownAndHidden: 0, inRange: 0, triage: 0 }

const T = '2024-05-26T22:55:05.818Z'
const HEALTHY = `${T}\tINFO\tlivekit\ta/b.go:1\tusing single-node routing`
const NOISE = `time="2024-05-26T22:55:06Z" level=info msg="Server closed by error: Err = unexpected EOF\\nFailed to handshake\\nx" logger=ingress`
const PROBLEM = 'unable to connect to redis: dial tcp 203.0.113.50:6379: i/o timeout'
const UNKNOWN = `${T}\tWARN\tlivekit\ta/b.go:1\tnever heard of 5`

describe('a growing file', () => {
  const line = fc.constantFrom(
    HEALTHY,
    NOISE,
    PROBLEM,
    UNKNOWN,
    '',
    `${T}\tERROR\tlivekit\ta/b.go:1\terror\t{"error": "x"}`,
    'main.main()',
    '\t/a.go:1',
    `${T}\tINFO\tlivekit\ta/b.go:1\tcut\t{"room": "Пр`,
    'ивет"}',
    'a-1  | panic: x',
    'a-1  | main.main()',
    `a.log@merged | ${HEALTHY}`,
    `b.log@merged | ${HEALTHY}`,
    'b.log@merged | main.main()',
    'b-1  | 1:M 25 Jul 2023 09:38:30.700 * DB saved on disk',
    ...['ann', 'bob', 'cy', 'dora', 'eve'].map((name) => `hello ${name} from here`),
    `${T}\tINFO\tlivekit\ta/b.go:1\thello there from`,
    'ann {"a": 1}',
  )
  const log = fc
    .array(line, { minLength: 1, maxLength: 25 })
    .map((lines) => Buffer.from(`${lines.join('\n')}\n`))
  const filter = fc.record({
    hiddenCategories: fc.subarray([...CATEGORIES]),
    hiddenLevels: fc.subarray([...LEVELS, 'none' as const]),
    hiddenPrograms: fc.subarray(['livekit', 'redis', 'go', '']),
    hiddenSources: fc.subarray(['a.log', 'b.log']),
    group: fc.constantFrom(
      null,
      null,
      'rule:livekit-server.single-node',
      'text:\0hello bob from here',
    ),
    finding: fc.constant(null),
    text: fc.constant(null),
    time: fc.option(
      fc.record({
        from: fc.constantFrom(null, Date.parse(T), Date.parse(T) + 1000),
        until: fc.constantFrom(null, Date.parse(T), Date.parse(T) + 1000),
      }),
    ),
  })

  test('read in pieces it is the same as read at the end, and always adds up', async () => {
    await fc.assert(
      fc.asyncProperty(
        log,
        fc.array(fc.nat(), { maxLength: 8 }),
        fc.array(filter, { maxLength: 3 }),
        async (bytes, cuts, filters) => {
          const ends = [...cuts.map((cut) => cut % bytes.length), bytes.length].sort(
            (a, b) => a - b,
          )
          await writeFile(path, bytes.subarray(0, ends[0]))
          const growing = await openDocument()
          for (const [step, end] of ends.slice(1).entries()) {
            await appendFile(path, bytes.subarray(ends[step], end))
            await growing.readOn(() => true)
            growing.setFilter(filters[step] ?? SHOW_ALL, null)
            const { shown } = growing.status().view
            expect(await sums(growing)).toMatchObject({ shownAndHidden: 0, inRange: 0 })
            const triaged = countOf(await growing.triage())
            growing.setFilter({ ...SHOW_ALL, time: filters[step]?.time ?? null }, null)
            expect(growing.status().view.shown).toBe(triaged)
            const { inRange, view } = growing.status()
            if (inRange) expect(countOf(inRange.programs)).toBe(view.shown)
            growing.setFilter({ ...(filters[step] ?? SHOW_ALL), time: null }, null)
            expect(growing.status().view.shown).toBeGreaterThanOrEqual(shown)
            expect({
              ...(await sums(growing)),
              rows: (await growing.rows(0, 1000)).rows.length - growing.status().view.shown,
            }).toEqual({ ...ADDS_UP, rows: 0 })
          }
          growing.setFilter(SHOW_ALL, null)
          const whole = await openDocument()
          expect(await told(growing)).toEqual(await told(whole))
          await growing.close()
          await whole.close()
          opened = []
        },
      ),
      { numRuns: 60 },
    )
  }, 30_000)

  async function told(document: LogDocument) {
    const { rows } = await document.rows(0, 1000)
    const details = await Promise.all(rows.map(({ record }) => document.detail(record)))
    const { view, ...status } = document.status()
    return { rows, details, status, shown: view.shown, triage: await document.triage() }
  }

  test('a half-written line waits for its end', async () => {
    const document = await documentOf('one\n')
    await appendFile(path, 'tw')
    await document.readOn(() => true)
    const half = [await messages(document), document.status().waitingBytes]
    await appendFile(path, 'o\nth')
    await document.readOn(() => true)
    expect([half, await messages(document), document.status().waitingBytes]).toEqual([
      [['one'], 2],
      ['one', 'two'],
      2,
    ])
  })

  test('one that stands there at the opening is shown, as nothing may ever end it', async () => {
    const document = await documentOf('one\ntw')
    const atOpening = [await messages(document), document.status().waitingBytes]
    await appendFile(path, 'o and more')
    await document.readOn(() => true)
    const grown = await messages(document)
    await appendFile(path, '\nthree')
    await document.readOn(() => true)
    expect([atOpening, grown, await messages(document)]).toEqual([
      [['one', 'tw'], 0],
      ['one', 'two and more'],
      ['one', 'two and more'],
    ])
  })

  test('the last record takes the lines that belong to it', async () => {
    const document = await documentOf(`${T}\tERROR\tlivekit\ta/b.go:1\terror\t{"error": "x"}\n`)
    const before = (await document.rows(0, 9)).rows.map(({ lines }) => lines)
    await appendFile(path, 'main.main()\n\t/a.go:1\n')
    await document.readOn(() => true)
    expect([
      before,
      (await document.rows(0, 9)).rows.map(({ lines }) => lines),
      await sums(document),
    ]).toEqual([[1], [3], ADDS_UP])
  })
})

describe('a view', () => {
  const content = [HEALTHY, NOISE, PROBLEM, UNKNOWN, '', HEALTHY, `${NOISE} x=1`, HEALTHY].join(
    '\n',
  )
  const hiding = (...hiddenCategories: Category[]): Filter => ({ ...SHOW_ALL, hiddenCategories })

  test('hides categories, levels, and all but one kind of message', async () => {
    const document = await documentOf(content)
    const shown: unknown[] = []
    for (const filter of [
      SHOW_ALL,
      hiding('noise'),
      hiding('noise', 'healthy'),
      { ...SHOW_ALL, hiddenLevels: ['info', 'error'] as const },
      { ...SHOW_ALL, hiddenPrograms: ['livekit'] },
      { ...SHOW_ALL, group: 'rule:livekit-server.single-node' },
      { ...SHOW_ALL, group: 'text:livekit\0never heard of \0' },
      { ...SHOW_ALL, group: 'text:nothing' },
    ]) {
      const { shown: count } = document.setFilter(filter, null)
      const { rows } = await document.rows(0, 99)
      shown.push([count, rows.map(({ record }) => record)])
      expect(await sums(document)).toEqual(ADDS_UP)
    }
    expect(shown).toEqual([
      [7, [0, 1, 2, 3, 4, 5, 6]],
      [5, [0, 2, 3, 4, 6]],
      [2, [2, 3]],
      [1, [3]],
      [3, [1, 2, 5]],
      [3, [0, 4, 6]],
      [1, [3]],
      [0, []],
    ])
  })

  test('hides one of several logs that are one here, and counts each', async () => {
    const lines = ['a', 'b', 'a', 'a'].map(
      (log, at) => `${log}.log@merged | ${at % 2 ? NOISE : HEALTHY}`,
    )
    const document = await documentOf(`${lines.join('\n')}\na.log@merged |   its end\n${PROBLEM}\n`)
    document.setFilter({ ...SHOW_ALL, hiddenSources: ['b.log'] }, null)
    const { rows } = await document.rows(0, 9)
    const { detail } = await document.detail(3)
    expect({
      sources: document.status().sources,
      shown: rows.map(({ record, source }) => [record, source]),
      triage: (await document.triage()).map(({ count }) => count),
      raw: detail.raw,
      sums: await sums(document),
    }).toEqual({
      sources: [
        { source: 'a.log', count: 3 },
        { source: 'b.log', count: 1 },
      ],
      shown: [
        [0, 'a.log'],
        [2, 'a.log'],
        [3, 'a.log'],
        [4, null],
      ],
      triage: [1, 2, 2],
      raw: `${NOISE}\n  its end`,
      sums: ADDS_UP,
    })
  })

  test('says where a record, a line and the anchor stand', async () => {
    const document = await documentOf(content)
    const { view, anchorPosition } = document.setFilter(hiding('noise'), 5)
    expect({
      anchorPosition,
      shown: document.navigation.locate(2),
      hidden: document.navigation.locate(1),
      beyond: document.navigation.locate(99),
      blankLine: document.navigation.locateLine(5),
      lineOfHidden: document.navigation.locateLine(7),
      lineZero: document.navigation.locateLine(0),
      page: (await document.rows(1, 2)).rows.map(({ line }) => line),
      end: (await document.rows(4, 9)).rows.map(({ line }) => line),
      behind: (await document.rows(9, 9)).rows,
    }).toEqual({
      // Record 5 is hidden: record 6 is the next shown one, at position 4.
      anchorPosition: 4,
      shown: { view, position: 1, record: 2 },
      hidden: { view, position: 1, record: 2 },
      beyond: { view, position: 4, record: 6 },
      blankLine: { view, position: 2, record: 3 },
      lineOfHidden: { view, position: 4, record: 6 },
      lineZero: { view, position: 0, record: 0 },
      page: [3, 4],
      end: [8],
      behind: [],
    })
  })

  test('of nothing', async () => {
    const document = await documentOf(content)
    const { view, ...state } = document.setFilter(hiding(...CATEGORIES), 3)
    expect([state.shown, state.anchorPosition, document.navigation.locate(0)]).toEqual([
      0,
      null,
      { view, position: null, record: null },
    ])
  })

  test('a profile changes categories and reads nothing again', async () => {
    const handshake = `${NOISE}\n`
    const document = await documentOf(handshake)
    const before = document.status().categories
    await truncate(path, 0)
    const { view } = document.setProfile(['rtmp'], null)
    expect([before.noise, document.status().categories.client, view]).toEqual([1, 1, 2])
  })

  test('a feature that the log proves is offered until it is in the profile', async () => {
    const proving = rules.rules.find(
      ({ proves, match }) => proves === 'rtmp' && match.text.kind === 'exact',
    )!
    const text = proving.match.text.kind === 'exact' ? proving.match.text.texts[0]! : ''
    const fields = JSON.stringify(
      Object.fromEntries(
        Object.entries(proving.match.fields).map(([name, { equals }]) => [
          name,
          equals?.[0] ?? 'x',
        ]),
      ),
    )
    const document = await documentOf(
      `${T}\tINFO\tingress\ta/b.go:1\t${text}\t${fields === '{}' ? '{"a": 1}' : fields}\n`,
    )
    const offered = document.status().proven
    document.setProfile(['rtmp'], null)
    expect([offered, document.status().proven]).toEqual([['rtmp'], []])
  })
})

describe('a row and its detail', () => {
  test('all that is known of a record', async () => {
    const document = await documentOf(
      `livekit-1  | ${T}\tWARN\tlivekit\trtcconfig/rtc_unix.go:31\tUDP receive buffer is too small for a production set-up\t{"current": 425984, "suggested": 5000000}\r\nlivekit-1  |\r\n`,
    )
    const { detail, rule } = await document.detail(0)
    expect({ detail, rule: rule?.id }).toEqual({
      detail: {
        record: 0,
        line: 1,
        lines: 1,
        time: Date.parse(T),
        timeSource: 'record',
        level: 'warn',
        component: 'livekit',
        caller: 'rtcconfig/rtc_unix.go:31',
        message: 'UDP receive buffer is too small for a production set-up',
        fields: 'current=425984 suggested=5000000',
        isGone: false,
        tree: [
          { name: 'current', value: { kind: 'number', value: '425984' } },
          { name: 'suggested', value: { kind: 'number', value: '5000000' } },
        ],
        carriers: ['compose'],
        source: null,
        format: 'zap-console',
        rule: 'livekit-server.udp-buffer-small',
        category: 'advice',
        raw: `livekit-1  | ${T}\tWARN\tlivekit\trtcconfig/rtc_unix.go:31\tUDP receive buffer is too small for a production set-up\t{"current": 425984, "suggested": 5000000}`,
        rawOmittedBytes: 0,
      },
      rule: 'livekit-server.udp-buffer-small',
    })
  })

  test('a record without a time has the milliseconds of the one before', async () => {
    const document = await documentOf(`first\n${HEALTHY}\n${PROBLEM}\n${PROBLEM}\n`)
    const details = await Promise.all(
      [0, 1, 2, 3].map(async (record) => (await document.detail(record)).detail),
    )
    expect(details.map(({ time, timeSource }) => [time, timeSource])).toEqual([
      [null, null],
      [Date.parse(T), 'record'],
      [Date.parse(T), 'neighbour'],
      [Date.parse(T), 'neighbour'],
    ])
  })

  test('a record that is not there is out of range', async () => {
    const document = await documentOf('one\n')
    await expect(document.detail(1)).rejects.toThrow(RangeError)
    await expect(document.detail(2 ** 40)).rejects.toThrow(RangeError)
  })

  test('of a record longer than what is read the beginning is shown, and told how much is missing', async () => {
    const stack = Array.from(
      { length: 20_000 },
      (_, at) => `main.function${at}()\n\t/a.go:${at}`,
    ).join('\n')
    const document = await documentOf(
      `${HEALTHY}\n${T}\tERROR\tlivekit\ta/b.go:1\terror\t{"error": "x"}\n${stack}\n${HEALTHY}\n`,
    )
    const { rows } = await document.rows(0, 9)
    const { detail } = await document.detail(1)
    expect({
      rows: rows.map(({ line, lines, message, fields }) => [line, lines, message, fields]),
      raw: detail.raw.length <= 256 * 1024,
      missing: detail.rawOmittedBytes > 100_000,
      lines: detail.lines,
    }).toEqual({
      rows: [
        [1, 1, 'using single-node routing', ''],
        [2, 40_001, 'error', 'error=x'],
        [40_003, 1, 'using single-node routing', ''],
      ],
      raw: true,
      missing: true,
      lines: 40_001,
    })
  })

  test('a json-file line longer than what a row reads is still taken out of its carrier', async () => {
    const inner = {
      level: 'info',
      ts: 1716764105.818,
      logger: 'livekit',
      caller: 'a/b.go:1',
      msg: 'starting RTC session',
      init: Array(3000).fill('x'),
    }
    const line = JSON.stringify({ log: `${JSON.stringify(inner)}\n`, stream: 'stderr', time: T })
    const document = await documentOf(`${line}\n${HEALTHY}\n`)
    const { rows } = await document.rows(0, 9)
    expect(
      rows.map(({ message, component, time, category }) => [
        line.length > 16_384,
        message,
        component,
        time,
        category,
      ]),
    ).toEqual([
      [true, 'starting RTC session', 'livekit', Date.parse(T), 'activity'],
      [true, 'using single-node routing', 'livekit', Date.parse(T), 'healthy'],
    ])
  })

  test('blanks that fill all that a row reads hide no other row', async () => {
    const document = await documentOf(`${' '.repeat(30_000)}text\ntwo\n`)
    expect([await messages(document), (await document.detail(0)).detail.message]).toEqual([
      ['', 'two'],
      'text',
    ])
  })
})

test('triage names the most important first', async () => {
  const document = await documentOf(
    `${[HEALTHY, NOISE, HEALTHY, UNKNOWN.replace('5', '6'), UNKNOWN, PROBLEM].join('\n')}\n`,
  )
  const rows = await document.triage()
  expect(
    rows.map(({ category, group, count, level, message, firstRecord }) => [
      category,
      group,
      count,
      level,
      message,
      firstRecord,
    ]),
  ).toEqual([
    ['problem', 'rule:livekit-server.redis-unreachable', 1, 'error', PROBLEM, 5],
    ['unknown', 'text:livekit\0never heard of \0', 2, 'warn', 'never heard of <*>', 3],
    [
      'noise',
      'rule:ingress.rtmp-handshake-failed',
      1,
      'info',
      'Server closed by error: Err = unexpected EOF\nFailed to handshake\nx',
      1,
    ],
    ['healthy', 'rule:livekit-server.single-node', 2, 'info', 'using single-node routing', 0],
  ])
})

test('a range of time shows and sums up what lies in it, and what comes later where it is open', async () => {
  const at = (second: number, message: string) =>
    `2024-05-26T22:55:${String(second).padStart(2, '0')}.500Z\tINFO\tlivekit\ta/b.go:1\t${message}`
  const start = Date.parse('2024-05-26T22:55:00Z')
  const document = await documentOf(
    `no time\n${[at(1, 'one'), at(5, 'five'), at(2, 'two'), at(9, 'nine')].join('\n')}\n`,
  )
  const state = document.setFilter(
    { ...SHOW_ALL, time: { from: start + 2000, until: start + 5000 } },
    null,
  )
  const closed = [await messages(document), state.hiddenByTime, (await document.triage()).length]
  document.setFilter({ ...SHOW_ALL, time: { from: start + 5000, until: null } }, null)
  await appendFile(path, `${at(12, 'twelve')}\n${at(3, 'three')}\nwithout a time\n`)
  await document.readOn(() => true)
  expect({ closed, open: await messages(document) }).toEqual({
    closed: [['five', 'two'], 3, 2],
    open: ['five', 'nine', 'twelve'],
  })
})

describe('bad input', () => {
  test.each([
    ['nothing', '', []],
    ['only blank lines', '\n\n  \r\n\t\n', []],
    ['CRLF', 'one\r\ntwo\r\n', ['one', 'two']],
    ['a byte order mark', `\ufeff${HEALTHY}\n`, ['using single-node routing']],
    [
      'NULs before a record',
      `one\n${'\0'.repeat(5000)}${HEALTHY}\n`,
      ['one', 'using single-node routing'],
    ],
    ['only NULs', '\0'.repeat(100_000), []],
    ['a NUL in a line', 'a\0b\n', ['a\0b']],
    ['bytes that are no UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x0a, 0x62, 0x0a]), ['a��', 'b']],
    ['no line end', 'one\ntwo', ['one', 'two']],
  ])('%s', async (_, content, expected) => {
    const document = await documentOf(content)
    const { records, view } = document.status()
    expect({
      messages: await messages(document),
      records,
      shown: view.shown,
      ...(await sums(document)),
    }).toEqual({
      messages: expected,
      records: expected.length,
      shown: expected.length,
      ...ADDS_UP,
    })
  })

  test('a binary file: every record can be asked for', async () => {
    const bytes = Buffer.alloc(200_000)
    let state = 1
    for (let at = 0; at < bytes.length; at++) {
      state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
      bytes[at] = state >> 16
    }
    const document = await documentOf(bytes)
    const { records } = document.status()
    const { rows } = await document.rows(0, 1000)
    const { detail } = await document.detail(records - 1)
    expect([records > 100, rows.length, detail.record, await sums(document)]).toEqual([
      true,
      Math.min(records, 1000),
      records - 1,
      ADDS_UP,
    ])
  })

  test('random bytes never throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (array) => {
        await writeFile(path, array)
        const document = await LogDocument.open(path, rules, REFERENCE, [])
        await document.readOn(() => true)
        const { rows } = await document.rows(0, 1000)
        for (const { record } of rows) await document.detail(record)
        expect([rows.length, await sums(document)]).toEqual([document.status().records, ADDS_UP])
        await document.close()
      }),
      { numRuns: 60 },
    )
  }, 30_000)

  const MEGABYTE = 1024 * 1024

  /** Most memory of the process while a document is read, beyond what it had before. */
  async function growthWhileReading(): Promise<{ document: LogDocument; megabytes: number }> {
    const before = process.memoryUsage().rss
    let peak = before
    const document = await LogDocument.open(path, rules, REFERENCE, [])
    opened.push(document)
    await document.readOn(() => {
      peak = Math.max(peak, process.memoryUsage().rss)
      return true
    })
    return { document, megabytes: (peak - before) / MEGABYTE }
  }

  test('one line of 200 MB without an end takes little memory', async () => {
    const file = await open(path, 'w')
    const chunk = Buffer.alloc(4 * MEGABYTE, 'x')
    await file.write(`one\n${HEALTHY} `)
    for (let written = 0; written < 50; written++) await file.write(chunk)
    await file.close()
    const { document, megabytes } = await growthWhileReading()
    const { rows } = await document.rows(0, 9)
    const { detail } = await document.detail(1)
    expect({
      isBounded: megabytes < 100,
      rows: rows.map(({ message }) => message.slice(0, 30)),
      omitted: detail.rawOmittedBytes > 199 * MEGABYTE,
      ...(await sums(document)),
    }).toEqual({
      isBounded: true,
      rows: ['one', 'using single-node routing xxxx'],
      omitted: true,
      ...ADDS_UP,
    })
  }, 30_000)

  test('200 MB of NULs, as a truncation under the writer leaves them, lose nothing behind them', async () => {
    await writeFile(path, 'one\n')
    await truncate(path, 200 * MEGABYTE)
    await appendFile(path, `${HEALTHY}\ntwo\n`)
    const { document, megabytes } = await growthWhileReading()
    expect([megabytes < 100, await messages(document), await sums(document)]).toEqual([
      true,
      ['one', 'using single-node routing', 'two'],
      ADDS_UP,
    ])
  }, 30_000)

  test('no such file', async () => {
    await expect(LogDocument.open(join(folder, 'nothing'), rules, REFERENCE, [])).rejects.toThrow(
      'ENOENT',
    )
  })
})

test('reading stops when it is told to, and goes on from there', async () => {
  await writeFile(path, `${HEALTHY}\n`.repeat(40_000))
  const document = await LogDocument.open(path, rules, REFERENCE, [])
  opened.push(document)
  await document.readOn(() => false)
  const half = document.status()
  await document.readOn(() => true)
  const whole = document.status()
  expect([
    half.indexedBytes < whole.indexedBytes,
    half.records > 100 && half.records < 40_000,
    whole.indexedBytes,
    whole.records,
  ]).toEqual([true, true, await document.totalBytes(), 40_000])
})

test('while it is read, the last rows are what they will be at the end', async () => {
  const stack = 'github.com/livekit/livekit-server/pkg/service.(*SignalServer).Start\n\t/a/b.go:199'
  await writeFile(path, `${HEALTHY}\t{"a": 1}\n${stack}\n\n${HEALTHY}\n`.repeat(15_000))
  const document = await LogDocument.open(path, rules, REFERENCE, [])
  opened.push(document)
  const early: { readonly from: number; readonly rows: ReturnType<LogDocument['rows']> }[] = []
  await document.readOn(() => {
    const from = document.status().records - 3
    early.push({ from, rows: document.rows(from, 3) })
    return true
  })
  expect(early.length).toBeGreaterThan(2)
  for (const { from, rows } of early) expect(await rows).toEqual(await document.rows(from, 3))
})
