import { existsSync, readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'

import type { SourceEvent } from '#shared/protocol/host'

import type { Source } from '../source'
import { openCommand } from './open-command'

const READ_ONCE = { isEndless: false }

let source: Source | null = null
let events: SourceEvent[]

afterEach(async () => {
  await source?.dispose()
  source = null
})

async function run(program: string, ...words: string[]): Promise<Source> {
  const result = await openCommand({ run: [program, ...words] }, '/', { isEndless: true })
  if (!result.ok) throw new Error(result.code)
  source = result.source
  events = []
  source.onEvent((event) => events.push(event))
  return source
}

/** Runs a script of Node. */
function script(text: string, ...words: string[]): Promise<Source> {
  return run(process.execPath, '-e', text, ...words)
}

function text({ path }: Source): string {
  return readFileSync(path, 'utf8')
}

test('both streams, line by line, and nothing is read by a shell', async () => {
  const opened = await script(
    `process.stdout.write('half '); process.stderr.write('warned\\n'); setTimeout(() => {
      process.stdout.write('a line\\n' + process.argv[1] + '\\nlast')
    }, 50)`,
    '$(id); "`',
  )
  expect(await opened.caughtUp).toEqual({ ok: true })
  expect(text(opened)).toBe('warned\nhalf a line\n$(id); "`\nlast')
  expect(events.at(-1)).toEqual({ kind: 'ended', detail: null })
})

test('what comes is there at once', async () => {
  const opened = await script(`console.log('one'); setInterval(() => undefined, 1000)`)
  await vi.waitFor(() => expect(text(opened)).toBe('one\n'), 4000)
  await opened.dispose()
  expect(existsSync(opened.path)).toBe(false)
})

test('the exit code and the last words of a program are told, and what it printed is kept', async () => {
  const opened = await script(
    `console.log('one'); console.error('no such project'); process.exitCode = 3`,
  )
  const detail = 'exit code 3: no such project'
  expect(await opened.caughtUp).toEqual({ ok: false, detail, isPartial: true })
  expect(events.at(-1)).toEqual({ kind: 'ended', detail })
  expect(text(opened).split('\n').sort()).toEqual(['', 'no such project', 'one'])
})

test('a program that is not there', async () => {
  expect(await openCommand({ run: ['logsieve-no-such-program'] }, '/', READ_ONCE)).toEqual({
    ok: false,
    code: 'no-program',
    place: 'logsieve-no-such-program',
    detail: '',
  })
})

test.skipIf(process.platform === 'win32')('a program that does not want to end', async () => {
  const opened = await script(
    `process.on('SIGTERM', () => undefined); console.log(process.pid); setInterval(() => undefined, 1000)`,
  )
  await vi.waitFor(() => expect(text(opened)).toMatch(/^\d+\n$/), 4000)
  const pid = Number(text(opened))
  await opened.dispose()
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
