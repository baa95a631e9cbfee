import { spawnSync } from 'node:child_process'
import { SetupError } from '../lib/setup-error.mjs'
import { hasCommand, hasFonts, missingLibraries } from './missing.mjs'
import { packagesFor } from './packages.mjs'

/**
 * Sees to the system libraries, fonts and, for tests, the virtual display that
 * Electron needs on Linux. Root gets them installed where apt is; everybody
 * else gets the command to run.
 * @param {object} options
 * @param {string} options.path Electron's binary
 * @param {boolean} options.display whether a virtual display is needed
 * @param {import('../lib/log.mjs').Log} options.log
 * @returns {string[]} the packages that were installed
 */
export function ensureSystem({ path, display, log }) {
  if (process.platform !== 'linux') return []
  const absent = missingLibraries(path)
  const missing = {
    libraries: absent.length > 0,
    fonts: !hasFonts(),
    display: display && !['Xvfb', 'xvfb-run', 'xauth'].every(hasCommand),
  }
  if (!Object.values(missing).includes(true)) return []

  if (!hasCommand('apt-get')) {
    log.say(`Electron needs what this system does not have: ${inWords(missing, absent)}.`)
    log.say('Please install it with the package manager of your system.')
    return []
  }
  const packages = packagesFor(missing, glibcVersion())
  if (process.getuid?.() !== 0) {
    throw new SetupError(
      [
        `Electron needs what this system does not have: ${inWords(missing, absent)}. Run:`,
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
      ].join('\n'),
    )
  }
  log.say(`Installing from the system's packages: ${packages.join(' ')}`)
  apt(['update'])
  apt(['install', '-y', '--no-install-recommends', ...packages])
  const still = missingLibraries(path)
  if (still.length > 0)
    throw new SetupError(`Still missing after the installation: ${still.join(' ')}`)
  return packages
}

/**
 * @param {{ libraries: boolean, fonts: boolean, display: boolean }} missing
 * @param {string[]} absent
 */
function inWords(missing, absent) {
  const more = absent.length - 3
  return [
    ...absent.slice(0, 3),
    ...(more > 0 ? [`${more} more libraries`] : []),
    ...(missing.fonts ? ['fonts'] : []),
    ...(missing.display ? ['Xvfb with xvfb-run and xauth'] : []),
  ].join(', ')
}

/** @param {string[]} args */
export function apt(args) {
  const { status, stdout, stderr } = spawnSync(
    'apt-get',
    // Another apt may be at work, as on a machine that has just started.
    ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args],
    { encoding: 'utf8', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } },
  )
  if (status !== 0) {
    throw new SetupError(`apt-get ${args.join(' ')} failed:\n${stdout ?? ''}${stderr ?? ''}`)
  }
}

function glibcVersion() {
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    process.report.getReport()
  )
  return report.header.glibcVersionRuntime ?? '0'
}
