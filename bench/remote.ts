import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'

import { openSource } from '#sources/open-source'
import { TestSshd } from '#sources/remote/test-sshd'

/*
 * A log through ssh against `ssh host cat log > /dev/null`, on this machine's loopback, in turns.
 * Prints the seconds of both.
 */

const [, , log = '', runs = '5'] = process.argv

const sshd = await TestSshd.start({ isDirect: true })
process.env['PATH'] = sshd.searchPath
const address = new URL(sshd.address(log))
const nowhere = openSync('/dev/null', 'w')

const times = { cat: [] as number[], logsieve: [] as number[] }
for (let run = 0; run <= Number(runs); run++) {
  const pair = { cat: await timed(cat), logsieve: await timed(read) }
  // The first round warms the page cache up.
  if (run === 0) continue
  times.cat.push(pair.cat)
  times.logsieve.push(pair.logsieve)
}
await sshd.stop()
process.stdout.write(JSON.stringify(times))

async function cat(): Promise<void> {
  const { username, hostname, port } = address
  const command = ['-T', '-l', username, '-p', port, hostname, 'cat', log]
  const child = spawn('ssh', command, { stdio: ['ignore', nowhere, 'inherit'] })
  await once(child, 'exit')
}

async function read(): Promise<void> {
  const opened = await openSource(address.href, {
    workingDirectory: '/',
    stdin: null,
    follows: false,
  })
  if (!opened.ok) throw new Error(opened.detail)
  const caughtUp = await opened.source.caughtUp
  await opened.source.dispose()
  if (!caughtUp.ok) throw new Error(caughtUp.detail)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
