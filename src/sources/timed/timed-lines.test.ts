import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ResumePoint } from './resume-point'
import { TimedLines } from './timed-lines'

const START = Date.parse('2026-01-02T03:04:05Z')

interface Line {
  readonly task: string
  readonly time: string
  readonly text: string
}

/** Steps in milliseconds; a clock is set back now and then, and a little disorder is common. */
const STEPS = [0, 0, 1, -1, 700, 5000, -3_600_000]

/** What several tasks write, each in its order; they come in turns. */
const log = fc
  .array(fc.record({ task: fc.constantFrom('a', 'b'), step: fc.constantFrom(...STEPS) }), {
    maxLength: 60,
  })
  .map((steps) => {
    const clocks = new Map<string, number>()
    return steps.map(({ task, step }, number): Line => {
      const milliseconds = (clocks.get(task) ?? START) + step
      clocks.set(task, milliseconds)
      const time = new Date(milliseconds).toISOString().replace('Z', '000000Z')
      return { task, time, text: `${time} ${task}| ${number}\n` }
    })
  })

/** As --since does: of each task the first line of that time or later, and all behind it. */
function printed(lines: readonly Line[], since: Date | null): Buffer {
  const open = new Set<string>()
  const shown = lines.filter(({ task, time }) => {
    if (since === null || Date.parse(time) >= since.getTime()) open.add(task)
    return open.has(task)
  })
  return Buffer.from(shown.map(({ text }) => text).join(''))
}

function read(
  lines: readonly Line[],
  cuts: readonly number[],
  pieceBytes: number,
  pauseMs: number,
): readonly string[] {
  let now = 0
  const resume = new ResumePoint(() => now)
  const stream = new TimedLines(
    () => undefined,
    (head) => head.slice(0, head.indexOf('|')),
  )
  const shown: string[] = []
  for (const cut of [...cuts, null]) {
    const bytes = printed(lines, resume.since)
    const end = cut === null ? bytes.length : cut % (bytes.length + 1)
    for (let at = 0; at < end; at += pieceBytes) {
      const news = stream.push(bytes.subarray(at, Math.min(at + pieceBytes, end)))
      resume.take(0, news)
      shown.push(...news.map((line) => line.bytes.toString()))
      now += pauseMs
    }
    stream.restart()
    resume.end(false)
  }
  return shown
}

test('cut anywhere and begun again some lines before: each line comes once, in order', () => {
  fc.assert(
    fc.property(log, fc.array(fc.nat()), fc.integer({ min: 1, max: 40 }), (lines, cuts, piece) => {
      expect(read(lines, cuts, piece, 0)).toEqual(lines.map(({ text }) => text))
    }),
  )
})

test('the same where only what may be missing is asked for again', () => {
  fc.assert(
    fc.property(log, fc.array(fc.nat()), fc.integer({ min: 1, max: 40 }), (lines, cuts, piece) => {
      const ofOneTask = lines.filter(({ task }) => task === 'a')
      expect(read(ofOneTask, cuts, piece, 4000)).toEqual(ofOneTask.map(({ text }) => text))
    }),
  )
})

test('what a program says itself is no line of the log', () => {
  const said: string[] = []
  const stream = new TimedLines((words) => said.push(words))
  const text = 'Error response from daemon: x\n2026-01-02T03:04:05.1Z one\n'
  expect(stream.push(Buffer.from(text)).map(({ bytes }) => bytes.toString())).toEqual([
    '2026-01-02T03:04:05.1Z one\n',
  ])
  expect(said).toEqual(['Error response from daemon: x\n'])
})

test('times of podman are put into UTC', () => {
  const stream = new TimedLines(() => undefined)
  const [line] = stream.push(Buffer.from('2026-01-02T03:04:05.12+01:00 one\n'))
  expect(line?.time).toBe('2026-01-02T02:04:05.120000000Z')
})
