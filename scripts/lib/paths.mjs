import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the repository, wherever the command was given. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** Where unpacked Electrons are kept between checkouts. */
export function electronCache() {
  const xdg = process.env.XDG_CACHE_HOME
  // The XDG specification says that a relative path there is to be ignored.
  const base = xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.cache')
  return join(base, 'logsieve', 'electron')
}

/**
 * The folder in which the user gave the command. npm runs scripts in the
 * package's folder and keeps the user's in INIT_CWD; a shell started by npm
 * inherits that variable, so it counts only where npm has put us.
 */
export function userFolder() {
  const cwd = process.cwd()
  return cwd === root ? (process.env.INIT_CWD ?? cwd) : cwd
}
