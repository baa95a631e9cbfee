// What stock Electron keeps in resources/default_app.asar: it starts the app
// that the command line names. The registry's Electron comes without it.
import { app } from 'electron'
import { existsSync, readFileSync } from 'node:fs'
import { Module } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * The parts of Electron and Node that stock Electron uses here, too, and that
 * the public types do not show.
 * @type {{
 *   app: { setVersion(version: string): void, setDesktopName(name: string): void, setAppPath(path: string): void },
 *   Module: { _resolveFilename(request: string, parent: null, isMain: boolean): string, _preloadModules(names: string[]): void },
 * }}
 */
const internals = /** @type {any} */ ({ app, Module })

const { app: appPath, preload } = parse(process.argv.slice(1))
internals.Module._preloadModules(preload)
if (appPath === undefined) {
  console.error('Usage: electron [options] <app folder or file> [arguments]')
  process.exit(1)
}
await start(resolve(appPath))

/**
 * The first argument that is no switch names the app. Playwright hands its own
 * part in by -r.
 * @param {string[]} args
 */
function parse(args) {
  /** @type {string[]} */
  const preload = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '-r' || arg === '--require') preload.push(args[++index] ?? '')
    else if (!arg.startsWith('-')) return { app: arg, preload }
  }
  return { app: undefined, preload }
}

/** @param {string} path */
async function start(path) {
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true })
  const manifest = join(path, 'package.json')
  const isFolder = existsSync(manifest)
  if (isFolder) describe(JSON.parse(readFileSync(manifest, 'utf8')))
  const main = internals.Module._resolveFilename(path, null, true)
  internals.app.setAppPath(isFolder ? path : dirname(main))
  await import(pathToFileURL(main).href)
}

/** @param {{ name?: string, productName?: string, version?: string, desktopName?: string }} manifest */
function describe(manifest) {
  const name = manifest.productName ?? manifest.name
  if (name) app.setName(name)
  if (manifest.version) internals.app.setVersion(manifest.version)
  internals.app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`)
}
