#!/usr/bin/env node
// npm run test:torture [-- TIMES]: follows numbered records through every kind of rotation, of a local
// log, through ssh with connections that are cut, and by `logsieve records --follow`. Ten seeds, once
// or so many times. The unit tests and the end-to-end tests do the same with fewer seeds.
import { spawnSync } from 'node:child_process'

import { ensureSshd } from './test/sshd.mjs'

const times = Number(process.argv[2] ?? 1)
process.env['TORTURE_SEEDS'] ??= '1,2,3,4,5,6,7,8,9,10'

ensureSshd()
run('npm', ['run', '-s', 'build'])
for (let time = 1; time <= times; time++) {
  console.log(`${time} of ${times}, seeds ${process.env['TORTURE_SEEDS']}`)
  run('npx', ['vitest', 'run', 'src/sources', '-t', 'numbered'])
  // One after the other: each is measured by the clock.
  run('npx', [
    'playwright',
    'test',
    '--config',
    'e2e/playwright.config.ts',
    '--workers',
    '1',
    '-g',
    'numbered',
  ])
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}
