import type { Session } from 'electron'

import { developmentPolicy } from './content-security-policy'
import { warn } from './log'
import { isAllowedRequest } from './network-rule'

/** The last wall behind the content security policy. */
export function closeNetwork(session: Session, developmentServer: URL | null): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isAllowed = isAllowedRequest(url, developmentServer)
    if (!isAllowed) warn(`blocked a request to ${url}`)
    answer({ cancel: !isAllowed })
  })
  // A dictionary would be fetched from the network.
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event, item) => {
    event.preventDefault()
    warn(`blocked a download of ${item.getURL()}`)
  })
  if (developmentServer !== null) setDevelopmentPolicy(session, developmentServer)
}

function setDevelopmentPolicy(session: Session, server: URL): void {
  session.webRequest.onHeadersReceived(
    { urls: [`${server.origin}/*`] },
    ({ responseHeaders }, answer) => {
      answer({
        responseHeaders: {
          ...responseHeaders,
          'Content-Security-Policy': [developmentPolicy(server)],
        },
      })
    },
  )
}
