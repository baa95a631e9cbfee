import fc from 'fast-check'
import { expect, test } from 'vitest'

import { DockerStream } from './docker-stream'

const START = Date.parse('2026-01-02T03:04:05Z')

/** Lines whose times never go back, and are often equal. */
const log = fc
  .array(fc.record({ step: fc.constantFrom(0, 0, 1, 700), text: fc.string({ maxLength: 5 }) }))
  .map((lines) => {
    let milliseconds = START
    return lines.map(({ step, text }) => {
      milliseconds += step
      const time = new Date(milliseconds).toISOString().replace('Z', '000000Z')
      return `${time} ${text.replaceAll('\n', '')}\n`
    })
  })

test('cut anywhere and begun again some lines before: each line comes once, in order', () => {
  fc.assert(
    fc.property(log, fc.array(fc.nat()), fc.integer({ min: 1, max: 40 }), (lines, cuts, piece) => {
      const stream = new DockerStream(() => undefined)
      const read: string[] = []
      const feed = (bytes: Buffer): void => {
        for (let at = 0; at < bytes.length; at += piece) {
          for (const line of stream.push(bytes.subarray(at, at + piece))) {
            read.push(line.bytes.toString())
          }
        }
      }
      for (const cut of [...cuts, null]) {
        // As --since does: all lines of that time and after it.
        const since = stream.lastTime
        const bytes = Buffer.from(lines.filter((line) => line.slice(0, 30) >= since).join(''))
        feed(cut === null ? bytes : bytes.subarray(0, cut % (bytes.length + 1)))
        stream.restart()
      }
      expect(read).toEqual(lines)
    }),
  )
})

test('what docker says itself is no line of the log', () => {
  const said: string[] = []
  const stream = new DockerStream((words) => said.push(words))
  const text = 'Error response from daemon: x\n2026-01-02T03:04:05.1Z one\n'
  expect(stream.push(Buffer.from(text)).map(({ bytes }) => bytes.toString())).toEqual([
    '2026-01-02T03:04:05.1Z one\n',
  ])
  expect(said).toEqual(['Error response from daemon: x\n'])
})

test('times of podman are put into UTC', () => {
  const stream = new DockerStream(() => undefined)
  const [line] = stream.push(Buffer.from('2026-01-02T03:04:05.12+01:00 one\n'))
  expect(line?.time).toBe('2026-01-02T02:04:05.120000000Z')
})
