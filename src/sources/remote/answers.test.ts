import fc from 'fast-check'
import { expect, test } from 'vitest'

import { AnswerReader } from './answers'

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
      const read = []
      let at = 0
      for (const length of [...lengths, bytes.length]) {
        read.push(...reader.push(bytes.subarray(at, at + length)))
        at += length
      }
      expect(read).toEqual(answers.map((one) => ({ body: Buffer.from(one.body), word: one.word })))
    }),
  )
})
