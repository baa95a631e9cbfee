import fc from 'fast-check'
import { expect, test } from 'vitest'

import { createTranscoder } from './transcode'

function inPieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1))), bytes.length].sort(
    (a, b) => a - b,
  )
  // Copies, as a reader's buffer is used again for the next piece.
  return ends.map((end, index) =>
    Buffer.from(bytes.subarray(index === 0 ? 0 : ends[index - 1], end)),
  )
}

/** Any UTF-16 units, pairs of surrogates torn or whole. */
const units = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 0xffff }),
    fc.constantFrom(0xd83d, 0xde00, 0xfeff, 0x0a, 0x41, 0x0451),
  ),
  { maxLength: 60 },
)

test.each(['utf-16le', 'utf-16be'] as const)('%s: any pieces give the same bytes', (encoding) => {
  fc.assert(
    fc.property(units, fc.array(fc.nat(), { maxLength: 20 }), (codes, cuts) => {
      // A half pair at the very end waits for more, so the text ends in a line end.
      const little = Buffer.from(Uint16Array.from([...codes, 0x0a]).buffer)
      const text = little.toString('utf16le')
      const bytes = encoding === 'utf-16be' ? Buffer.from(little).swap16() : little
      const transcoder = createTranscoder(encoding)
      const converted = Buffer.concat(inPieces(bytes, cuts).map((piece) => transcoder.push(piece)))
      expect(converted.toString('hex')).toBe(
        Buffer.from(text.replace(/^\ufeff/, '')).toString('hex'),
      )
    }),
    { numRuns: 1000 },
  )
})

test('half a unit and half a pair wait for the rest', () => {
  const bytes = Buffer.from('a😀', 'utf16le')
  const transcoder = createTranscoder('utf-16le')
  const pushed = [1, 2, 3, 4, 5, 6].map((end) =>
    transcoder.push(bytes.subarray(end - 1, end)).toString(),
  )
  expect(pushed).toEqual(['', 'a', '', '', '', '😀'])
})

test('UTF-8 goes through as it is, right or wrong', () => {
  const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x41, 0xff, 0x00])
  expect(createTranscoder('utf-8').push(bytes)).toBe(bytes)
})
