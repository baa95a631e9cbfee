import { extname, join, sep } from 'node:path'

export const APP_SCHEME = 'app'
const APP_HOST = 'logsieve'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`
export const APP_PAGE = `${APP_ORIGIN}/index.html`

const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.wasm', 'application/wasm'],
])

/** null: the page has no files of that kind. */
export function contentTypeOf(path: string): string | null {
  return CONTENT_TYPES.get(extname(path).toLowerCase()) ?? null
}

/**
 * The file in `rootFolder` that an address of the app means, or null where it means none. A segment
 * is refused by what it could become: the page's own files have plain names.
 */
export function resolveAppPath(address: string, rootFolder: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return null
  if (url.username !== '' || url.password !== '') return null
  const segments = url.pathname.split('/').slice(1)
  if (segments.length === 1 && segments[0] === '') segments[0] = 'index.html'
  // No dot in front, no percent sign (so no encoded slash, dot or NUL), no backslash or colon.
  if (!segments.every((segment) => /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(segment))) return null
  const path = join(rootFolder, ...segments)
  return path.startsWith(join(rootFolder, sep)) ? path : null
}
