import fc from 'fast-check'
import { expect, test } from 'vitest'

import { FINGERPRINT_BYTES, UntakenBytes } from './untaken-bytes'

test('any bytes behind a hole, in any pieces, also when they come again, are put as they are', async () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 1500 }),
    fc.constantFrom(0, 40, 2000).map((length) => new Uint8Array(length)),
  )
  const pieces = fc.array(piece, { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { minLength: 1 }), fc.boolean(), async (times, isInHole) => {
      const log = Buffer.alloc(20_000)
      const taken: [number, number][] = []
      const untaken = new UntakenBytes(
        {
          put: (bytes, at) => Promise.resolve(void bytes.copy(log, at)),
          take: (bytes, lastByte) => void taken.push([bytes, lastByte]),
        },
        isInHole,
      )
      for (const time of times) {
        await untaken.put(Buffer.alloc(0), 0)
        let at = 0
        for (const bytes of time) {
          await untaken.put(Buffer.from(bytes), at)
          at += bytes.length
        }
      }
      untaken.take()
      const all = Buffer.concat(times.at(-1) ?? [])
      const hole = isInHole ? all.findIndex((byte) => byte !== 0) : 0
      const shown = hole < 0 ? Buffer.alloc(0) : all.subarray(hole)
      expect(taken).toEqual(shown.length === 0 ? [] : [[shown.length, shown.at(-1)]])
      expect(log.subarray(0, shown.length).equals(shown)).toBe(true)
      expect(untaken.bytes).toBe(all.length)
      expect(untaken.isInHole).toBe(isInHole && shown.length === 0)
      expect(untaken.head.equals(all.subarray(0, FINGERPRINT_BYTES))).toBe(true)
      expect(untaken.last.equals(all.subarray(-FINGERPRINT_BYTES))).toBe(true)
    }),
  )
})
