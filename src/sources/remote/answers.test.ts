import fc from 'fast-check'
import { expect, test } from 'vitest'

import { type Answer, AnswerReader, PLACE_BYTES } from './answers'
import { ArrivingBody } from './arriving-body'

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

test('bodies that are put elsewhere while they come, soon or late, and others that are not', async () => {
  const answer = fc.record({
    size: fc.oneof(fc.integer({ min: 0, max: 900_000 }), fc.integer({ min: 0, max: 60 })),
    // Where its bytes go is known before they come, when all of them are there, or it goes with the answer.
    goes: fc.constantFrom('early', 'late', 'along'),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { maxLength: 6 }),
      fc.integer({ min: 1000, max: 1_000_000 }),
      async (asked, pieceBytes) => {
        const bodies = asked.map(({ goes }) => (goes === 'along' ? null : new Taken(goes)))
        const answers = asked.map(({ size }, number) => ({
          body: bodyOf(size, number),
          word: 'ok',
        }))
        const read: Answer[] = []
        const room = new Room()
        const reader = new AnswerReader(
          'secret',
          (one) => {
            bodies[read.length]?.end()
            read.push(one)
          },
          () => bodies[read.length]?.body ?? null,
          () => room.open(),
        )
        const bytes = outputOf(answers)
        for (let at = 0; at < bytes.length; at += pieceBytes) {
          if (!reader.push(bytes.subarray(at, at + pieceBytes))) await room.opened()
        }
        for (const [number, { body, word }] of answers.entries()) {
          const put = await bodies[number]?.whole()
          expect(read[number]?.word).toBe(word)
          expect((put ?? read[number]?.body)?.equals(body)).toBe(true)
          expect(read[number]?.body.length).toBe(put === undefined ? body.length : 0)
        }
        expect(read.length).toBe(answers.length)
      },
    ),
    { numRuns: 50 },
  )
})

test('what is put slowly is waited for: no more than a few places are taken up', async () => {
  const body = new ArrivingBody()
  let put = 0
  const puts: (() => void)[] = []
  body.pourInto((bytes) => {
    put += bytes.length
    return new Promise((resolve) => puts.push(resolve))
  })
  const room = new Room()
  const reader = new AnswerReader(
    'secret',
    () => undefined,
    () => body,
    () => room.open(),
  )
  const bytes = bodyOf(4_000_000, 1)
  let arrived = 0
  let waits = 0
  while (arrived < bytes.length) {
    if (reader.push(bytes.subarray(arrived, (arrived += 50_000)))) continue
    expect(arrived - put).toBeLessThan(3 * PLACE_BYTES)
    waits++
    const opened = room.opened()
    while (!room.isOpen) {
      puts.shift()?.()
      await Promise.resolve()
    }
    await opened
  }
  expect(waits).toBeGreaterThan(5)
})

/** Lets more come when there is room. */
class Room {
  isOpen = false
  #resolve: () => void = () => undefined
  #opened: Promise<void> = Promise.resolve()

  open(): void {
    this.isOpen = true
    this.#resolve()
  }

  /** Until it is open once more. */
  opened(): Promise<void> {
    if (this.isOpen) this.#opened = Promise.resolve()
    else this.#opened = new Promise((resolve) => (this.#resolve = resolve))
    return this.#opened.finally(() => (this.isOpen = false))
  }
}

/** A body, and what was put of it. */
class Taken {
  readonly body = new ArrivingBody()
  readonly #isEarly: boolean
  readonly #pieces: Buffer[] = []
  #bytes = 0

  constructor(goes: 'early' | 'late') {
    this.#isEarly = goes === 'early'
    if (this.#isEarly) this.#pour()
  }

  end(): void {
    if (!this.#isEarly) this.#pour()
  }

  async whole(): Promise<Buffer> {
    expect(await this.body.settled()).toBe(this.#bytes)
    return Buffer.concat(this.#pieces)
  }

  #pour(): void {
    this.body.pourInto(async (bytes, at) => {
      expect(at).toBe(this.#bytes)
      await Promise.resolve()
      this.#pieces.push(Buffer.from(bytes))
      this.#bytes += bytes.length
      // Nobody relies on what stood there before.
      bytes.fill(0)
    })
  }
}

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
