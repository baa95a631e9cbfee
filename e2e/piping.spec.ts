import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'

import { type App, commandOf, environmentOf } from './app'
import { expect, test } from './fixtures'
import { active, failedHandshake, lines, writeLog } from './logs'

test.skip(process.platform === 'win32', 'there is no mkfifo')

/** A program that starts Electron with its standard input from somewhere else. */
async function startingFrom(folder: string, input: string): Promise<string> {
  const { command } = await commandOf([])
  const path = join(folder, 'start')
  writeFileSync(path, `#!/bin/sh\nexec '${command}' "$@" < '${input}'\n`)
  chmodSync(path, 0o755)
  return path
}

function namedPipe(folder: string): string {
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  return path
}

/** Starts another instance that has this pipe as its standard input. */
async function second({ profile }: App, ...sources: readonly string[]): Promise<ChildProcess> {
  const { command, args } = await commandOf(sources)
  return spawn(command, args, {
    env: environmentOf(profile),
    stdio: ['pipe', 'ignore', 'pipe'],
  })
}

async function write(pipe: FileHandle, ...records: readonly string[]): Promise<void> {
  await pipe.write(records.map((record) => `${record}\n`).join(''))
}

for (const sources of [[], ['-']] as const) {
  test(`what is piped in opens by itself, live, to its end: ${sources.join() || 'no argument'}`, async ({
    logsieve,
    folder,
  }) => {
    const path = namedPipe(folder)
    const [pipe, { window }] = await Promise.all([
      open(path, 'w'),
      logsieve.startWith({ sources, through: await startingFrom(folder, path) }),
    ])
    await write(pipe, active(1))
    await window.expectOpen('stdin')
    await window.expectCounts({ shown: 1, of: 1 })
    await write(pipe, active(2), failedHandshake(3))
    await window.expectCounts({ shown: 3, of: 3 })
    await pipe.write(active(4))
    await pipe.close()
    await expect(window.status).toContainText(window.texts.status.ended)
    await window.closeLog()
    await expect(window.page.getByText(window.texts.welcome.noRecent)).toBeVisible()
  })
}

test('a redirected file is read as it is piped', async ({ logsieve, folder }) => {
  const path = writeLog(folder, 'a.log', lines(3))
  const { window } = await logsieve.startWith({ through: await startingFrom(folder, path) })
  await window.expectCounts({ shown: 3, of: 3 })
})

test('a pipe that stays silent keeps nobody waiting', async ({ logsieve, folder }) => {
  const path = namedPipe(folder)
  const [pipe, { window }] = await Promise.all([
    open(path, 'w'),
    logsieve.startWith({ through: await startingFrom(folder, path) }),
  ])
  await window.expectWelcome()
  await window.drop(writeLog(folder, 'a.log', lines(3)))
  await window.expectOpen('a.log')
  await pipe.close()
})

test('a second instance hands over what is piped into it', async ({ logsieve, folder }) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', lines(3)))
  await app.window.expectOpen('a.log')
  const other = await second(app)
  const ended = once(other, 'exit')
  other.stdin?.write(`${active(1)}\n`)
  const piped = app.window
  await piped.expectOpen('stdin')
  await piped.expectCounts({ shown: 1, of: 1 })
  other.stdin?.write(`${active(2)}\n`)
  await piped.expectCounts({ shown: 2, of: 2 })
  other.stdin?.end()
  expect(await ended).toEqual([0, null])
  await expect(piped.status).toContainText(piped.texts.status.ended)

  const third = await second(app)
  third.stdin?.end(`${active(3)}\n`)
  await piped.tabs.expectNames('a.log', 'stdin', 'stdin')
})

test('a second instance ends when its window does', async ({ logsieve }) => {
  const app = await logsieve.start()
  const other = await second(app, '-')
  const ended = once(other, 'exit')
  other.stdin?.on('error', () => undefined).write(`${active(1)}\n`)
  await app.window.expectOpen('stdin')
  await app.window.closeLog()
  other.stdin?.write(`${active(2)}\n`)
  expect(await ended).toEqual([0, null])
})
