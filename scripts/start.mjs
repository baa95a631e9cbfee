#!/usr/bin/env node
// npm start -- [SOURCE…]: opens Logsieve, after setting up and building what is missing.
import { spawn, spawnSync } from 'node:child_process'
import { constants } from 'node:os'
import { electronCommand, hasDisplay } from './electron/launch.mjs'
import { isBuilt } from './lib/build.mjs'
import { createLog } from './lib/log.mjs'
import { npmCommand } from './lib/npm.mjs'
import { root, userFolder } from './lib/paths.mjs'
import { runScript, SetupError } from './lib/setup-error.mjs'

const sources = process.argv.slice(2)

await runScript(async () => {
  if (!hasDisplay()) {
    const file = sources.find((source) => !source.startsWith('-')) ?? 'FILE'
    throw new SetupError(
      'There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n' +
        `The same in the terminal: npx logsieve report ${file}`,
    )
  }
  const path = await prepareElectron()
  build()
  return run(electronCommand({ path, args: sources }))
})

async function prepareElectron() {
  // Loaded only now: without a display nothing of it is needed.
  const { ensureElectron } = await import('./electron/ensure.mjs')
  const { ensureSystem } = await import('./electron/system.mjs')
  const { missingSandbox } = await import('./electron/sandbox.mjs')
  const log = createLog()
  const { path } = await ensureElectron({ log })
  ensureSystem({ path, display: false, log })
  const sandbox = missingSandbox(path)
  if (sandbox) throw new SetupError(sandbox)
  return path
}

function build() {
  if (isBuilt()) return
  console.error('Building Logsieve')
  const { command, args, shell } = npmCommand(['run', '--silent', 'build'])
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    shell,
    encoding: 'utf8',
  })
  if (status !== 0) throw new SetupError(`The build failed:\n${stdout ?? ''}${stderr ?? ''}`)
}

/**
 * Runs the app where the user stands, so that it finds relative paths as the
 * user means them, and ends as it ends.
 * @param {{ command: string, args: string[] }} options
 * @returns {Promise<number>}
 */
function run({ command, args }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: userFolder(), stdio: 'inherit' })
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => child.kill(signal))
    }
    child.on('error', reject)
    // As a shell tells it: 128 and the number of the signal.
    child.on('close', (code, signal) => resolve(code ?? 128 + signalNumber(signal)))
  })
}

/** @param {NodeJS.Signals | null} signal */
function signalNumber(signal) {
  return signal ? (constants.signals[signal] ?? 0) : 0
}
