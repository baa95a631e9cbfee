import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ruleSetWith } from '../rules'
import { stripCarriers } from './carrier'
import { LineSplitter } from './lines'
import { RecordScanner, type ScannedRecord } from './scanner'

const rules = ruleSetWith([])
const REFERENCE = Date.UTC(2026, 10, 22)

/** All that a record says, so that two can be compared. */
function told({ entry, ...record }: ScannedRecord) {
  const { head, message, time, timeSource, carriers, isBare, fields } = entry
  const { format, level, component, caller } = head
  return {
    ...record,
    entry: {
      format,
      level,
      component,
      caller,
      message,
      time,
      timeSource,
      carriers,
      isBare,
      fields: fields(),
    },
  }
}

function scan(pieces: readonly Buffer[], withUnfinishedLine = true) {
  const scanner = new RecordScanner(rules, REFERENCE)
  const records: ScannedRecord[] = []
  for (const piece of pieces) scanner.feed(Buffer.from(piece), (record) => records.push(record))
  return [...records, ...scanner.pending(withUnfinishedLine)].map(told)
}

function inPieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1))), bytes.length].sort(
    (a, b) => a - b,
  )
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end))
}

const T = '2024-05-26T22:55:05.818Z'

/** Lines which begin, continue, wrap, cut and interrupt records. */
const line = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.constantFrom(
      '',
      '   ',
      `${T}\tINFO\tlivekit\ta/b.go:1\tstarting`,
      `${T}\tERROR\tingress\ta/b.go:1\tingress failed\t{"error": "x"}`,
      `${T}\tINFO\tlivekit\ta/b.go:1\tcut\t{"room": "a lon`,
      'g name"}',
      '{"portHttp": 7880}',
      '{',
      '}',
      '{"level":"info","ts":1664877927.05,"msg":"json"}',
      '{"level":"e',
      'panic: x',
      'goroutine 1 [running]:',
      'main.main()',
      '\t/a.go:1 +0x5',
      'INFO[0000] logrus on a terminal',
      'time="2024-05-26T22:55:06Z" level=info msg="a\\nb" logger=ingress',
      'unable to connect to redis: dial tcp',
      'could not parse config: yaml: unmarshal errors:',
      '  line 23: field x not found',
      '0: : ERROR: ',
      '=====',
      'any text',
      'livekit-1  | panic: x',
      'livekit-1  | main.main()',
      'livekit-1  |',
      'redis-1    | 1:M 25 Jul 2023 09:38:30.700 * DB saved on disk',
      `${T} ${T}\tINFO\tlivekit\ta/b.go:1\tdokploy`,
      `${T} /a.go:1`,
      `2024-11-26T10:29:33.570412345Z stderr P {"level":"info","ts":1.5,"ms`,
      `2024-11-26T10:29:33.570412345Z stderr F g":"cri"}`,
      '{"log":"a piece","stream":"stderr","time":"2024-03-17T04:59:10.82Z"}',
      String.raw`{"log":"end\n","stream":"stderr","time":"2024-03-17T04:59:10.82Z"}`,
      'Sep 06 13:39:35 host a[1]: text',
      '\u001b[36mlivekit-1  | \u001b[0mcolour',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ maxLength: 20 })
      .map((array) => Buffer.from(array).toString('latin1')),
  },
)
const bytesOf = fc
  .tuple(
    fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\0\0')), {
      maxLength: 12,
    }),
    line,
  )
  .map(([lines, last]) => Buffer.from(lines.map(([text, end]) => text + end).join('') + last))
const cuts = fc.array(fc.nat(), { maxLength: 10 })

test('any bytes in any pieces give the same records', () => {
  fc.assert(
    fc.property(bytesOf, cuts, (bytes, places) => {
      expect(scan(inPieces(bytes, places))).toEqual(scan([bytes]))
    }),
    { numRuns: 600 },
  )
})

test('records lie in order, do not overlap, and hold every line that is not blank', () => {
  fc.assert(
    fc.property(bytesOf, (bytes) => {
      const records = scan([bytes])
      let endOffset = 0
      let endLine = 1
      const covered = new Set<number>()
      for (const { offset, bytes: length, line: first, lines } of records) {
        expect(offset).toBeGreaterThanOrEqual(endOffset)
        expect(first).toBeGreaterThanOrEqual(endLine)
        expect(Math.min(length, lines)).toBeGreaterThan(0)
        endOffset = offset + length
        endLine = first + lines
        for (let at = first; at < endLine; at++) covered.add(at)
      }
      expect(endOffset).toBeLessThanOrEqual(bytes.length)
      const lost = linesOf(bytes).filter((text, at) => !isBlank(text) && !covered.has(at + 1))
      expect(lost).toEqual([])
    }),
    { numRuns: 600 },
  )
})

function linesOf(bytes: Buffer): string[] {
  const splitter = new LineSplitter()
  const lines: string[] = []
  splitter.feed(bytes, ({ text }) => lines.push(text))
  const last = splitter.peek()
  return last ? [...lines, last.text] : lines
}

function isBlank(text: string): boolean {
  return stripCarriers(text, REFERENCE).body.trim() === ''
}

test('asking for what is pending changes nothing', () => {
  fc.assert(
    fc.property(bytesOf, cuts, (bytes, places) => {
      const scanner = new RecordScanner(rules, REFERENCE)
      const records: ScannedRecord[] = []
      for (const piece of inPieces(bytes, places)) {
        scanner.feed(Buffer.from(piece), (record) => records.push(record))
        const first = scanner.pending(true).map(told)
        scanner.pending(false)
        expect(scanner.pending(true).map(told)).toEqual(first)
      }
      expect([...records, ...scanner.pending(true)].map(told)).toEqual(scan([bytes]))
    }),
    { numRuns: 400 },
  )
})

test('an unfinished line is what it would be with a line end', () => {
  fc.assert(
    fc.property(bytesOf, (bytes) => {
      fc.pre(bytes.length > 0 && bytes.at(-1) !== 0x0a)
      const ended = scan([bytes, Buffer.from('\n')], false)
      // Only the length of what the line belongs to grows by the line end.
      const last = ended.at(-1)
      const isItsOwn = last !== undefined && last.offset + last.bytes > bytes.length
      const expected = isItsOwn
        ? [...ended.slice(0, -1), { ...last, bytes: last.bytes - 1 }]
        : ended
      expect(scan([bytes])).toEqual(expected)
    }),
    { numRuns: 600 },
  )
})

test('an unfinished line is left out when asked so, and told', () => {
  const scanner = new RecordScanner(rules, REFERENCE)
  scanner.feed(Buffer.from('one\ntwo'), () => undefined)
  expect([
    scanner.pending(false).map(({ entry }) => entry.message),
    scanner.pending(true).map(({ entry }) => entry.message),
    scanner.waitingBytes,
    scanner.waitingOffset,
  ]).toEqual([['one'], ['one', 'two'], 3, 4])
})

test('the level of a bare line: an error where a rule calls it a problem', () => {
  const text = 'unable to connect to redis: x\nany text\npanic: x\n'
  expect(scan([Buffer.from(text)]).map(({ level }) => level)).toEqual(['error', null, 'fatal'])
})

/** The example of the page: what must never be lost of it. */
test('the example logs have no line that is in no record', () => {
  for (const name of ['dokploy-ingress.log', 'livekit-server.jsonl', 'compose-mixed.log']) {
    const bytes = readFileSync(join(import.meta.dirname, '../../../examples', name))
    const records = scan([bytes])
    const lines = linesOf(bytes).filter((text) => !isBlank(text)).length
    const held = records.reduce((sum, record) => sum + record.lines, 0)
    const timeless = records
      .filter(({ time }) => time === null)
      .map(({ line: number }) => `${name}:${number}`)
    expect({ held: held >= lines, timeless }).toEqual({ held: true, timeless: [] })
  }
})
