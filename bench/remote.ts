import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, rmSync } from 'node:fs'

import { openSource } from '#sources/open-source'
import type { Source } from '#sources/source'
import { TestSshd } from '#sources/remote/test-sshd'

/*
 * A log through ssh against `ssh host cat log`, on this machine's loopback, in turns: to /dev/null,
 * which writes nothing, and into a file, which Logsieve needs too. Prints the seconds of each. The
 * file is removed before Logsieve has its turn, so that both have memory for what they write at hand:
 * virtual machines give back what is free, and pay to get it again.
 */

const [, , log = '', runs = '5'] = process.argv
const copy = `${log}.copy`

const sshd = await TestSshd.start({ isDirect: true })
process.env['PATH'] = sshd.searchPath
const address = new URL(sshd.address(log))

const times = { cat: [] as number[], catToFile: [] as number[], logsieve: [] as number[] }
for (let run = 0; run <= Number(runs); run++) {
  const cat = await timed(() => catTo('/dev/null'))
  const catToFile = await timed(() => catTo(copy))
  // Neither copy is removed at the cost of who wrote it.
  rmSync(copy)
  const logsieve = await timed(read)
  await logsieve.result.dispose()
  // The first round warms the page cache up.
  if (run === 0) continue
  times.cat.push(cat.seconds)
  times.catToFile.push(catToFile.seconds)
  times.logsieve.push(logsieve.seconds)
}
await sshd.stop()
process.stdout.write(JSON.stringify(times))

async function catTo(path: string): Promise<void> {
  const { username, hostname, port } = address
  const command = ['-T', '-l', username, '-p', port, hostname, 'cat', log]
  const file = openSync(path, 'w')
  const child = spawn('ssh', command, { stdio: ['ignore', file, 'inherit'] })
  await once(child, 'exit')
  closeSync(file)
}

async function read(): Promise<Source> {
  const opened = await openSource(address.href, {
    workingDirectory: '/',
    stdin: null,
    follows: false,
  })
  if (!opened.ok) throw new Error(opened.detail)
  const caughtUp = await opened.source.caughtUp
  if (!caughtUp.ok) throw new Error(caughtUp.detail)
  return opened.source
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now()
  const result = await work()
  return { seconds: (performance.now() - start) / 1000, result }
}
