import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { EngineStandIn, type StandInLine } from '#sources/docker/stand-in'
import { hasSshd } from '#sources/remote/test-sshd'

import { commandOf } from './app'
import { expect, test } from './fixtures'
import { append, writeLog, zap } from './logs'
import type { Ssh } from './ssh'

/* Sources of every kind in one merge. EngineStandIn, a program on the PATH, takes the place of a container engine. */

test.skip(!hasSshd, 'there is no sshd')

const CLI = join(import.meta.dirname, '..', 'out', 'cli', 'index.js')

const said = (message: string, second: number) => zap(message, { second })

function printed(message: string, second: number): StandInLine {
  const time = `2026-11-20T14:00:${String(second).padStart(2, '0')}.000000000Z`
  return { stream: 'err', time, text: said(message, second) }
}

/** A container, a file of a zip, a compressed log and one of another machine: the records take turns. */
async function everyKind(folder: string, ssh: Ssh) {
  const standIn = await EngineStandIn.create(folder, {})
  const print = (...lines: readonly StandInLine[]) =>
    standIn.set({ containers: { 'livekit-1': { lines } } })
  await print(printed('of a container', 1))
  writeLog(folder, 'in.txt', [said('of a zip', 2)])
  writeLog(folder, 'other.log', [said('of nobody', 9)])
  execFileSync('zip', ['-q', 'logs.zip', 'in.txt', 'other.log'], { cwd: folder })
  const zip = join(folder, 'logs.zip')
  const packed = writeLog(folder, 'packed.gz', gzipSync(`${said('packed', 3)}\n`))
  const far = writeLog(folder, 'far.txt', [said('from far', 4)])
  const sshd = await ssh.serve()
  return {
    docker: join(standIn.bin, 'docker'),
    print,
    zip,
    far,
    sources: ['docker:livekit-1', `${zip}#in.txt`, packed, sshd.address(far)],
    environment: { PATH: `${standIn.bin}${delimiter}${sshd.searchPath}`, HOME: ssh.home },
  }
}

const NAMES = ['docker:livekit-1', 'logs.zip#in.txt', 'packed.gz', 'far.txt', 'stdin'] as const

/** The command lines with this word; none where they cannot be listed. */
function processesOf(word: string): string[] {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.split(' ').includes(word))
}

test('the command line', async ({ folder, ssh }) => {
  const { sources, environment } = await everyKind(folder, ssh)
  const run = (...args: readonly string[]) =>
    new Promise<string>((resolve) => {
      const env = { ...process.env, ...environment }
      const child = execFile(process.execPath, [CLI, ...args], { env }, (_error, stdout) =>
        resolve(stdout),
      )
      child.stdin?.end(`${said('piped', 5)}\n`)
    })
  const records = await run('records', '--json', ...sources, '-', '--merge')
  const shown = records.trimEnd().split('\n')
  expect(shown.map((line) => (JSON.parse(line) as { source: string }).source)).toEqual(NAMES)
  const report = await run('report', '--format', 'json', ...sources, '-', '--merge')
  expect(JSON.parse(report)).toMatchObject({ sources: [{ records: 5 }] })
})

test('the window, live', async ({ logsieve, folder, ssh }) => {
  const { sources, environment, zip, far, docker, print } = await everyKind(folder, ssh)
  const temporary = join(folder, 'temporary')
  mkdirSync(temporary)
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const through = join(folder, 'start')
  writeFileSync(through, `#!/bin/sh\nexec '${(await commandOf([])).command}' "$@" < '${pipe}'\n`)
  chmodSync(through, 0o755)
  const [input, { window }] = await Promise.all([
    open(pipe, 'w'),
    logsieve.startWith({
      sources: [...sources, '-', zip, '--merge'],
      environment: { ...environment, TMPDIR: temporary },
      through,
    }),
  ])
  const write = (handle: FileHandle, line: string) => handle.write(`${line}\n`)
  await write(input, said('piped', 5))
  const rows = ['of a container', 'of a zip', 'packed', 'from far', 'piped'].map(
    (message, at) => [NAMES[at] ?? '', message] as const,
  )
  await window.merge.expectRows(...rows)
  await expect(window.page.getByText(window.texts.merge.pickEntry)).toBeVisible()

  await print(printed('of a container', 1), printed('more of a container', 11))
  await window.expectCounts({ shown: 6, of: 6 })
  append(far, said('more from far', 12))
  await window.expectCounts({ shown: 7, of: 7 })
  await write(input, said('more piped', 13))
  await input.close()
  await window.merge.expectRows(
    ...rows,
    [NAMES[0], 'more of a container'],
    [NAMES[3], 'more from far'],
    [NAMES[4], 'more piped'],
  )

  // Closed, it leaves nothing behind, and nobody goes on to ask the engine.
  const spools = () => readdirSync(temporary).filter((name) => /^logsieve-\w+$/.test(name))
  expect([spools(), processesOf(docker)]).not.toContainEqual([])
  await window.closeLog()
  await expect.poll(spools).toEqual([])
  await expect.poll(() => processesOf(docker)).toEqual([])
})
