import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'

import { APP_SCHEME, contentTypeOf, resolveAppPath } from './app-address'
import { CONTENT_SECURITY_POLICY } from './content-security-policy'
import { warn } from './log'

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true } },
  ])
}

/** Serves the files of the page's folder, and nothing else, under app://logsieve/. */
export function serveApp(session: Session, rootFolder: string): void {
  session.protocol.handle(APP_SCHEME, async ({ url, method }) => {
    const path = method === 'GET' || method === 'HEAD' ? resolveAppPath(url, rootFolder) : null
    const contentType = path === null ? null : contentTypeOf(path)
    if (path === null || contentType === null) {
      warn(`refused ${method} ${url}`)
      return new Response(null, { status: 403, headers: headers('text/plain') })
    }
    try {
      // Node's fs and not net.fetch('file:…'): it reads inside an asar archive, and nothing has to be escaped.
      return new Response(await readFile(path), { headers: headers(contentType) })
    } catch {
      warn(`no such file: ${url}`)
      return new Response(null, { status: 404, headers: headers('text/plain') })
    }
  })
}

function headers(contentType: string): Record<string, string> {
  return {
    'Content-Type': contentType,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
  }
}
