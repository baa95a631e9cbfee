import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { SetupError } from '../lib/setup-error.mjs'
import { runDownload } from './download.mjs'
import { versionOf } from './layout.mjs'

/** The `electron` package of this checkout, which pins the version. */
export function officialPackage() {
  try {
    const manifest = createRequire(import.meta.url).resolve('electron/package.json')
    const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
    return { folder: dirname(manifest), version: String(version) }
  } catch {
    throw new SetupError('The packages are not installed yet. Run: npm ci')
  }
}

/**
 * The package's own binary, if it is there already. `path.txt` is what its
 * installer writes last: without it the folder may be half unpacked.
 * @returns {import('./ensure.mjs').Electron | undefined}
 */
export function installedOfficial() {
  const { folder, version } = officialPackage()
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const path = join(folder, 'dist', readFileSync(pathFile, 'utf8'))
  if (!existsSync(path) || versionOf(path) !== version) return undefined
  return { path, version, origin: 'the electron package' }
}

/**
 * Downloads the binary as the package would on its first use, but with an end:
 * its installer has no time limit and shows nothing for the first 30 seconds.
 * @param {import('../lib/log.mjs').Log} log
 */
export async function downloadOfficial(log) {
  const { folder, version } = officialPackage()
  // The installer downloads into the system's temporary folder: with one of
  // its own we can see how far it is, and nothing stays behind.
  const scratch = mkdtempSync(join(tmpdir(), 'logsieve-electron-'))
  try {
    await runDownload({
      what: `Electron ${version}`,
      command: process.execPath,
      args: [join(folder, 'install.js')],
      cwd: folder,
      env: { ...process.env, TMPDIR: scratch, TMP: scratch, TEMP: scratch },
      watch: [scratch, join(folder, 'dist')],
      firstByteMs: 20_000,
      stallMs: 60_000,
      log,
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  const electron = installedOfficial()
  if (!electron) throw new Error('the installer ended well, but left no binary')
  return electron
}
