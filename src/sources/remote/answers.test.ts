import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type Answer, AnswerReader, BEHIND_BYTES } from './answers'

test('any bytes, in any pieces, give the same answers', () => {
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    // Nearly the end of an answer.
    fc
      .constantFrom('\nsecre', '\n\nsecret', 'secret ok\n', '\nsecret')
      .map((text) => Buffer.from(text)),
  )
  const answer = fc.record({ body, word: fc.constantFrom('ok', 'missing', 'denied') })
  fc.assert(
    fc.property(fc.array(answer), fc.array(fc.integer({ min: 1, max: 9 })), (answers, lengths) => {
      const bytes = outputOf(answers)
      const read: Answer[] = []
      const reader = new AnswerReader('secret', (one) => read.push(one))
      let at = 0
      for (const length of [...lengths, bytes.length]) {
        reader.push(bytes.subarray(at, at + length))
        at += length
      }
      expect(read).toEqual(answers.map((one) => ({ body: Buffer.from(one.body), word: one.word })))
    }),
  )
})

test('large bodies, with large rooms, small ones or none', () => {
  const sizes = fc.integer({ min: 0, max: 900_000 })
  const rooms = fc.constantFrom(null, 300_000, 900_000 + BEHIND_BYTES)
  fc.assert(
    fc.property(
      fc.array(fc.record({ size: sizes, room: rooms }), { maxLength: 6 }),
      fc.integer({ min: 1000, max: 1_000_000 }),
      (asked, pieceBytes) => {
        const answers = asked.map(({ size }, number) => ({
          body: bodyOf(size, number),
          word: 'ok',
        }))
        const bytes = outputOf(answers)
        let taken = 0
        const reader = new AnswerReader(
          'secret',
          ({ body, word }) => {
            expect(body.equals(answers[taken]?.body ?? Buffer.alloc(0))).toBe(true)
            expect(word).toBe('ok')
            // Nobody relies on what stood in a room before.
            if (body.length > 0) body.fill(0)
            taken++
          },
          () => {
            const room = asked[taken]?.room ?? null
            return room === null ? null : Buffer.alloc(room)
          },
        )
        for (let at = 0; at < bytes.length; at += pieceBytes) {
          reader.push(bytes.subarray(at, at + pieceBytes))
        }
        expect(taken).toBe(answers.length)
      },
    ),
    { numRuns: 50 },
  )
})

test('of two rooms that take turns, the one that was filled last is left alone', () => {
  const sizes = fc.constantFrom(0, 1000, 100_000, 500_000)
  const pieces = fc.integer({ min: 100_000, max: 2_000_000 })
  fc.assert(
    fc.property(fc.array(sizes, { maxLength: 12 }), pieces, (asked, pieceBytes) => {
      const answers = asked.map((size, number) => ({ body: bodyOf(size, number), word: 'ok' }))
      const bytes = outputOf(answers)
      const rooms = [Buffer.alloc(3_000_000), Buffer.alloc(3_000_000)]
      let taken = 0
      let large: readonly [Buffer, number] | null = null
      const reader = new AnswerReader(
        'secret',
        ({ body }) => {
          if (large) expect(large[0].equals(answers[large[1]]?.body ?? Buffer.alloc(0))).toBe(true)
          if (body.length > 300_000) large = [body, taken]
          taken++
        },
        () => rooms.reverse()[0] ?? null,
      )
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        reader.push(bytes.subarray(at, at + pieceBytes))
      }
      expect(taken).toBe(answers.length)
    }),
    { numRuns: 50 },
  )
})

test('a large body stays in the room where it has arrived', () => {
  const room = Buffer.alloc(1_000_000 + BEHIND_BYTES)
  const bodies: Buffer[] = []
  const reader = new AnswerReader(
    'secret',
    ({ body }) => bodies.push(body),
    () => room,
  )
  const body = bodyOf(1_000_000, 1)
  reader.push(outputOf([{ body: Buffer.from('small'), word: 'ok' }]))
  reader.push(outputOf([{ body, word: 'ok' }]))
  reader.push(outputOf([{ body: Buffer.from('after it'), word: 'ok' }]))
  expect(bodies.map((one) => one.buffer === room.buffer)).toEqual([false, true, false])
  expect(bodies[1]?.equals(body)).toBe(true)
})

function outputOf(
  answers: readonly { readonly body: Uint8Array; readonly word: string }[],
): Buffer {
  return Buffer.concat(
    answers.flatMap(({ body, word }) => [body, Buffer.from(`\nsecret ${word}\n`)]),
  )
}

/** Lines that differ from those of other numbers. */
function bodyOf(size: number, number: number): Buffer {
  return Buffer.alloc(size, `line of ${number}\n\nsecre`)
}
