import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'

import type { SourceEvent } from '#shared/protocol/host'

import { openCommand } from './command/open-command'
import type { Source } from './source'
import type { CopyOptions } from './stream-copy'
import { openStream } from './stream-source'
import { openTimedLog } from './timed/timed-log'

const TEXT = '2026-01-02T03:04:05.000000000Z line\n'.repeat(100)

/** Opens what brings the text so often, with a pause after each time. */
type Way = (times: number, options: CopyOptions) => Promise<Source>

function command(times: number): readonly [string, ...string[]] {
  const script = `
    let left = ${times}
    const print = () => {
      process.stdout.write(${JSON.stringify(TEXT)})
      if (--left > 0) setTimeout(print, 5)
    }
    print()
  `
  return [process.execPath, '-e', script]
}

const WAYS: readonly (readonly [string, Way])[] = [
  [
    'standard input',
    (times, options) => {
      async function* input() {
        for (let left = times; left > 0; left--) {
          yield TEXT
          await setTimeout(5)
        }
      }
      return openStream(Readable.from(input()), 'stdin', options)
    },
  ],
  [
    'a command',
    async (times, options) => {
      const opened = await openCommand({ run: command(times) }, '/', options)
      if (!opened.ok) throw new Error(opened.code)
      return opened.source
    },
  ],
  [
    'a program that prints a log with times',
    (times, options) => {
      const print = () => {
        const [program, ...words] = command(times)
        return spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] })
      }
      const failureOf = (detail: string) => ({ code: 'failed' as const, detail })
      const program = { print, failureOf, endedWell: '' }
      return openTimedLog(program, { name: '', place: '' }, options)
    },
  ],
]

let source: Source | null = null

afterEach(async () => {
  await source?.dispose()
  source = null
})

test.each(WAYS)('%s: of what is followed the older half is given up', async (_name, open) => {
  source = await open(Infinity, { isEndless: true, copyBytes: 2 * TEXT.length })
  const told: SourceEvent[] = []
  source.onEvent((event) => told.push(event))
  const remark = { kind: 'remark', code: 'copy-limit', detail: '' }
  await vi.waitFor(() => expect(told).toContainEqual(remark), 10_000)
})

test.each(WAYS)('%s: what is read once is whole', async (_name, open) => {
  source = await open(10, { isEndless: false, copyBytes: 2 * TEXT.length })
  expect(await source.caughtUp).toEqual({ ok: true })
  expect(readFileSync(source.path, 'utf8')).toBe(TEXT.repeat(10))
})
