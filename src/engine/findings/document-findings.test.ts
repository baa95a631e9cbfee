import { appendFile } from 'node:fs/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { SHOW_ALL } from '#shared/filter'

import type { LogDocument } from '../log-document'
import { reopened, withLog } from './testing/log'
import {
  connectingToRedis,
  joined,
  left,
  lookUp,
  many,
  noise,
  PANIC,
  REDIS_REFUSES,
  started,
  timeAt,
  tlsError,
  unconnected,
} from './testing/lines'

/** All that is found, and on which lines it rests. */
function foundIn(document: LogDocument) {
  return document.findings.all.map((finding) => ({
    ...finding,
    on: document.findings.linesOf(finding.id, 10_000),
  }))
}

async function shownLines(document: LogDocument): Promise<(number | null)[]> {
  return (await document.rows(0, 1000)).rows.map(({ line }) => line)
}

function hidden({ view }: ReturnType<LogDocument['status']>): number {
  const inKinds = Object.values(view.hidden).reduce((sum, count) => sum + count, 0)
  return inKinds + view.hiddenByFinding + view.hiddenByTime + view.hiddenByText
}

test('read in pieces, at rest between them or not, it finds the same as at once', async () => {
  const second = fc.integer({ min: 0, max: 2000 })
  const line = fc.oneof(
    second.map(connectingToRedis),
    fc.constantFrom(REDIS_REFUSES, PANIC, 'livekit-1 exited with code 2', '', '\tat b.go:1'),
    second.map(started),
    second.map(noise),
    fc.tuple(second, fc.constantFrom('a', 'b')).map(([time, who]) => unconnected(time, who)),
    fc.tuple(second, fc.constantFrom('a', 'b')).map(([time, who]) => joined(time, who)),
    second.map((time) => left(time, 'a', 'PEER_CONNECTION_DISCONNECTED')),
    fc
      .tuple(second, fc.constantFrom('api', 'v1', 'x', 'y', 'z'))
      .map(([time, key]) => lookUp(time, key)),
    second.map((time) => tlsError(time, '192.0.2.97')),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 6 }),
      async (lines, cuts) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''))
        await withLog([], async (document, path) => {
          const ends = cuts
            .map(([cut, rests]) => ({ end: cut % bytes.length, rests }))
            .sort((a, b) => a.end - b.end)
          let written = 0
          for (const { end, rests } of [...ends, { end: bytes.length, rests: true }]) {
            await appendFile(path, bytes.subarray(written, end))
            written = end
            await document.readOn(() => true)
            if (rests) await document.findings.settle()
          }
          const fresh = await reopened(path)
          expect(document.findings.isDone).toBe(true)
          expect(foundIn(document)).toEqual(foundIn(fresh))
          await fresh.close()
        })
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

test('a last line that was not finished when it was looked at', async () => {
  await withLog([connectingToRedis(0)], async (_, path) => {
    await appendFile(path, `${REDIS_REFUSES}\n${REDIS_REFUSES.slice(0, 10)}`)
    const document = await reopened(path)
    expect([document.findings.all, document.findings.isDone]).toEqual([[], true])
    await appendFile(path, `${REDIS_REFUSES.slice(10)}\n`)
    await document.readOn(() => true)
    await document.findings.settle()
    expect(foundIn(document).map(({ facts, on }) => [facts.kind, on])).toEqual([['outage', [2, 3]]])
    await document.close()
  })
})

test('the filter shows the records of a finding, beside the other lines of the filter', async () => {
  const lines = many(10_000, (n) => (n % 100 === 7 ? tlsError(n, '192.0.2.97') : noise(n)))
  await withLog(lines, async (document) => {
    const [finding] = document.findings.all
    const on = many(100, (n) => 100 * n + 8)
    const shown = async (change: Partial<typeof SHOW_ALL>) => {
      document.setFilter({ ...SHOW_ALL, finding: finding?.id ?? '', ...change }, null)
      const status = document.status()
      expect(status.view.shown + hidden(status)).toBe(status.records)
      return shownLines(document)
    }
    expect(finding?.records).toBe(100)
    expect(await shown({})).toEqual(on)
    expect(document.status().view.hiddenByFinding).toBe(9900)
    expect(document.navigation.locate(5000)).toMatchObject({ record: 5007, position: 50 })
    expect(await shown({ time: { from: timeAt(5000), until: null } })).toEqual(on.slice(50))
    expect(await shown({ hiddenCategories: ['noise'] })).toEqual([])
    const text = { query: '10:20:0', isRegex: false, isCaseSensitive: true }
    await document.prepare(text, null)
    const matching = lines.flatMap((line, place) => (line.includes('10:20:0') ? [place + 1] : []))
    expect(await shown({ text })).toEqual(on.filter((line) => matching.includes(line)))
    expect(await shown({ finding: null })).toHaveLength(1000)
    expect(await shown({ finding: 'nothing' })).toEqual([])
  })
})

test('a finding that is shown grows with the log', async () => {
  const lines = many(3, (n) => [connectingToRedis(n), REDIS_REFUSES]).flat()
  await withLog(lines, async (document, path) => {
    const [finding] = document.findings.all
    document.setFilter({ ...SHOW_ALL, finding: finding?.id ?? '' }, null)
    const { view } = document.status().view
    await appendFile(path, `${connectingToRedis(4)}\n${REDIS_REFUSES}\n`)
    await document.readOn(() => true)
    await document.findings.settle()
    expect([await shownLines(document), document.status().view.view]).toEqual([[2, 4, 6, 8], view])
  })
})

test('closing does not wait for a long look', async () => {
  await withLog([], async (_, path) => {
    await appendFile(path, many(20_000, (n) => `${lookUp(n, `key-${n}`)}\n`).join(''))
    const document = await reopened(path, false)
    await document.close()
    expect(document.findings.isDone).toBe(false)
  })
})
