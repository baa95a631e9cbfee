import { spawn } from 'node:child_process'
import { sizeOf } from '../lib/files.mjs'

const pollMs = 500
/** What tools write before anything has arrived: logs, empty indexes. */
const noiseBytes = 1_000_000

/**
 * @typedef {object} Download
 * @property {string} what the name shown to the user
 * @property {string} command
 * @property {string[]} args
 * @property {boolean} [shell]
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string[]} watch folders that grow while the command works
 * @property {number} [totalBytes]
 * @property {number} firstByteMs patience until something arrives
 * @property {number} stallMs patience while nothing more arrives
 * @property {import('../lib/log.mjs').Log} log
 */

/**
 * Runs a command that downloads, and shows how its folders grow. The command
 * knows the user's registry, proxy, certificates and tokens; we need not. It
 * is ended when nothing grows any more: a network that swallows packets must
 * not hold the set-up for ever, and a slow one must be let finish.
 * @param {Download} options
 * @returns {Promise<string>} what the command wrote to stdout
 */
export function runDownload(options) {
  const { what, command, args, shell, cwd, env, totalBytes, log } = options
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell: shell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (errors += text))

    let isStalled = false
    const stop = () => child.kill('SIGKILL')
    const timer = watchGrowth(options, () => {
      isStalled = true
      stop()
    })
    // A set-up that is stopped takes its download with it.
    process.once('exit', stop)
    const release = () => {
      clearInterval(timer)
      process.off('exit', stop)
    }

    child.on('error', (error) => {
      release()
      reject(error)
    })
    child.on('close', (code, signal) => {
      release()
      if (code === 0) {
        if (totalBytes) log.progress(what, totalBytes, totalBytes)
        resolve(output)
      } else if (isStalled) {
        reject(new Error('nothing arrived for too long'))
      } else {
        reject(new Error(summary(errors) || `ended with ${code ?? signal}`))
      }
    })
  })
}

/**
 * @param {Download} options
 * @param {() => void} onStall
 */
function watchGrowth({ what, watch, totalBytes, firstByteMs, stallMs, log }, onStall) {
  const size = () => watch.reduce((sum, folder) => sum + sizeOf(folder), 0)
  const startBytes = size()
  let lastBytes = startBytes
  let mostBytes = 0
  let lastChangeMs = Date.now()
  return setInterval(() => {
    const nowBytes = size()
    if (nowBytes !== lastBytes) lastChangeMs = Date.now()
    lastBytes = nowBytes
    // It shrinks when a tool clears up; for the user it only ever grows.
    mostBytes = Math.max(mostBytes, nowBytes - startBytes)
    const hasBegun = mostBytes > noiseBytes
    if (hasBegun) log.progress(what, mostBytes, totalBytes)
    if (Date.now() - lastChangeMs > (hasBegun ? stallMs : firstByteMs)) onStall()
  }, pollMs)
}

/**
 * The lines that say what went wrong, without the stack below them.
 * @param {string} errors
 */
function summary(errors) {
  return errors
    .split('\n')
    .map((line) => line.replace(/^npm error/, '').trim())
    .filter((line) => line !== '' && !/^(at |A complete log)/.test(line))
    .slice(0, 5)
    .join('\n')
}
