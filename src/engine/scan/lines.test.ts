import fc from 'fast-check'
import { expect, test } from 'vitest'

import { LineSplitter, MAX_LINE_BYTES, type PhysicalLine } from './lines'

function split(pieces: readonly Buffer[]): PhysicalLine[] {
  const splitter = new LineSplitter()
  const lines: PhysicalLine[] = []
  for (const piece of pieces) {
    // The reader's buffer is used again for the next piece.
    const buffer = Buffer.from(piece)
    splitter.feed(buffer, (line) => lines.push(line))
    buffer.fill(0x21)
  }
  const last = splitter.peek()
  return last ? [...lines, last] : lines
}

function inPieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1))), bytes.length].sort(
    (a, b) => a - b,
  )
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end))
}

test.each([
  [
    'line ends of two systems',
    'a\nb\r\nc\n',
    [
      ['a', 0, 2],
      ['b', 2, 3],
      ['c', 5, 2],
    ],
  ],
  [
    'blank lines',
    '\n\r\n\n',
    [
      ['', 0, 1],
      ['', 1, 2],
      ['', 3, 1],
    ],
  ],
  [
    'no end of the last line',
    'a\nb',
    [
      ['a', 0, 2],
      ['b', 2, 1],
    ],
  ],
  ['a return in a line', 'a\rb\r\r\n', [['a\rb\r', 0, 6]]],
  ['a byte order mark', '\ufeffa\n', [['a', 0, 5]]],
  [
    'letters of several bytes',
    'Привет\nмир',
    [
      ['Привет', 0, 13],
      ['мир', 13, 6],
    ],
  ],
  [
    'NULs before and in a line',
    'a\n\0\0\0b\0c\n\0\0',
    [
      ['a', 0, 2],
      ['b\0c', 5, 4],
      ['', 11, 0],
    ],
  ],
])('%s', (_, text, expected) => {
  expect(split([Buffer.from(text)]).map((line) => [line.text, line.offset, line.bytes])).toEqual(
    expected,
  )
})

test('bytes that are no UTF-8 are replaced, and nothing around them', () => {
  expect(
    split([Buffer.from([0x61, 0xff, 0x62, 0x0a, 0x63, 0xe2, 0x82, 0x0a])]).map(({ text }) => text),
  ).toEqual(['a�b', 'c�'])
})

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '\n',
      '\n',
      '\r\n',
      '\r',
      '\0',
      '\0\0\0',
      '\ufeff',
      'a',
      'é',
      '😀',
      'livekit',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
)
const bytesOf = fc.oneof(
  fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join(''))),
  fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)),
)
const cuts = fc.array(fc.nat(), { maxLength: 12 })

test('any bytes in any pieces give the same lines', () => {
  fc.assert(
    fc.property(bytesOf, cuts, (bytes, places) => {
      expect(split(inPieces(bytes, places))).toEqual(split([bytes]))
    }),
    { numRuns: 1500 },
  )
})

test('the lines are those of the bytes', () => {
  fc.assert(
    fc.property(bytesOf, (bytes) => {
      const texts = bytes
        .toString('latin1')
        .split('\n')
        .map((line) =>
          Buffer.from(line.replace(/^\0+/, '').replace(/\r$/, ''), 'latin1').toString(),
        )
        .map((line) => line.replace(/^\ufeff/, ''))
      if (bytes.length === 0 || bytes.at(-1) === 0x0a) texts.pop()
      expect(split([bytes]).map(({ text }) => text)).toEqual(texts)
    }),
    { numRuns: 1500 },
  )
})

const MAX = MAX_LINE_BYTES

test.each([
  ['as long as it may be', 'a'.repeat(MAX), 'a'.repeat(MAX)],
  ['and a return', `${'a'.repeat(MAX)}\r`, 'a'.repeat(MAX)],
  ['a return as its last byte', `${'a'.repeat(MAX - 1)}\r`, 'a'.repeat(MAX - 1)],
  ['longer', `${'a'.repeat(MAX)}bcd`, 'a'.repeat(MAX)],
  ['a return where it is cut', `${'a'.repeat(MAX - 1)}\rbcd`, `${'a'.repeat(MAX - 1)}\r`],
  ['a letter of two bytes where it is cut', `${'a'.repeat(MAX - 1)}é`, `${'a'.repeat(MAX - 1)}�`],
  ['many NULs before it', `${'\0'.repeat(3 * MAX)}a`, 'a'],
])('a very long line, %s: the same in any pieces', (_, line, expected) => {
  const bytes = Buffer.from(`x\n${line}\nlast`)
  const whole = split([bytes])
  expect(whole.map(({ text }) => text)).toEqual(['x', expected, 'last'])
  for (const places of [
    [1000],
    [MAX - 1, MAX],
    [MAX + 1, MAX + 2, MAX + 3],
    [2, 5 * MAX],
    [bytes.length - 5],
  ]) {
    expect(split(inPieces(bytes, places))).toEqual(whole)
  }
})

test('tells where the unfinished line begins, also after a start in the middle of a file', () => {
  const splitter = new LineSplitter(1000)
  splitter.feed(Buffer.from('abc\nde'), () => undefined)
  const middle = [splitter.waitingOffset, splitter.waitingBytes, splitter.peek()]
  splitter.feed(Buffer.from('f\n'), () => undefined)
  expect([middle, splitter.waitingOffset, splitter.waitingBytes, splitter.peek()]).toEqual([
    [1004, 2, { text: 'de', offset: 1004, bytes: 2 }],
    1008,
    0,
    null,
  ])
})
