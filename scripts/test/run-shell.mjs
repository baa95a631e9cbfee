import { spawn } from 'node:child_process'
import { root } from '../lib/paths.mjs'

/**
 * Runs a command line of our own in the repository, to its end or to the end
 * of our patience.
 * @param {string} command
 * @param {{ env?: Record<string, string> | undefined, timeoutMs: number }} options
 * @returns {Promise<{ isOk: boolean, output: string }>}
 */
export function runShell(command, { env, timeoutMs }) {
  return new Promise((resolve) => {
    const isGrouped = process.platform !== 'win32'
    const child = spawn(command, {
      cwd: root,
      env: { ...process.env, ...env },
      shell: true,
      // A group of its own: npx, xvfb-run and Electron leave nothing behind
      // when the step is ended.
      detached: isGrouped,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text))
    }

    const end = () => {
      if (child.pid === undefined) return
      if (isGrouped) process.kill(-child.pid, 'SIGTERM')
      else child.kill()
    }
    const timer = setTimeout(() => {
      output += `\nended after ${timeoutMs / 60_000} minutes`
      end()
    }, timeoutMs)
    const interrupt = () => {
      end()
      process.exit(130)
    }
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt)

    /** @param {boolean} isOk */
    const finish = (isOk) => {
      clearTimeout(timer)
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
      resolve({ isOk, output })
    }
    child.on('error', (error) => {
      output += error.message
      finish(false)
    })
    child.on('close', (code) => finish(code === 0))
  })
}
