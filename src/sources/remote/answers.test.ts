import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type Answer, AnswerReader } from './answers'

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
      const parts = answers.flatMap((one) => [one.body, Buffer.from(`\nsecret ${one.word}\n`)])
      const bytes = Buffer.concat(parts)
      const reader = new AnswerReader('secret')
      const read: Answer[] = []
      let at = 0
      for (const length of [...lengths, bytes.length]) {
        reader.push(bytes.subarray(at, at + length), (one) => read.push(one))
        at += length
      }
      expect(read).toEqual(answers.map((one) => ({ body: Buffer.from(one.body), word: one.word })))
    }),
  )
})

test.each([1024 * 1024, 300 * 1024])('a large body, with room for %d bytes', (roomBytes) => {
  const body = Buffer.alloc(1024 * 1024, 'any bytes')
  const bytes = Buffer.concat([body, Buffer.from('\nsecret ok\n'), body])
  const read: Answer[] = []
  const reader = new AnswerReader('secret', () => Buffer.alloc(roomBytes))
  for (let at = 0; at < bytes.length; at += 60_000) {
    reader.push(bytes.subarray(at, at + 60_000), (one) => read.push(one))
  }
  expect(read.map((one) => [one.body.equals(body), one.word])).toEqual([[true, 'ok']])
})
