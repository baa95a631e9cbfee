import { root } from '../lib/paths.mjs'

/**
 * The command that starts Logsieve. The end-to-end tests start it the same
 * way: `_electron.launch({ executablePath: command, args })`.
 * @param {object} options
 * @param {string} options.path Electron's binary
 * @param {string[]} [options.args] arguments for the app
 * @param {string} [options.app] the app's folder
 * @param {(line: string) => void} [options.warn]
 */
export function electronCommand({ path, args = [], app = root, warn = console.error }) {
  return { command: path, args: [...platformSwitches(warn), app, ...args] }
}

/** @param {(line: string) => void} warn */
function platformSwitches(warn) {
  if (process.platform !== 'linux') return []
  const switches = []
  if (process.getuid?.() === 0) {
    // Chromium refuses to start as root with its sandbox on. The app itself
    // never turns it off.
    warn('Running as root: Chromium starts without its sandbox (--no-sandbox).')
    switches.push('--no-sandbox')
  }
  // Electron before 38 tries X11 alone.
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (!DISPLAY && WAYLAND_DISPLAY) switches.push('--ozone-platform=wayland')
  return switches
}

/** Whether a window can be shown here. */
export function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY)
}
