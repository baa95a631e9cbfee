import { app, type Event, type WebContents } from 'electron'

import { warn } from './log'
import { isPageItself, type PageAddress } from './page-address'

/**
 * Puts every page into the sandbox, whatever its window says. Electron's enableSandbox takes
 * --no-sandbox off the command line, and Chromium does not start as root without that switch; so
 * where the launcher gives it (for root alone, and says so) the windows' own `sandbox: true` stands.
 */
export function keepSandboxOn(): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
}

/** Whoever can debug a page can do what the page can do: not in an app that people installed. */
export function isRemotelyDebugged(): boolean {
  return ['remote-debugging-port', 'remote-debugging-pipe'].some((name) =>
    app.commandLine.hasSwitch(name),
  )
}

/** No page of this app goes anywhere, opens a window or holds another page. */
export function secureWebContents(page: PageAddress): void {
  app.on('web-contents-created', (_event, contents) => secure(contents, page))
}

function secure(contents: WebContents, page: PageAddress): void {
  const refuse = (event: Event, what: string): void => {
    event.preventDefault()
    warn(`refused ${what}`)
  }
  contents.on('will-navigate', (event) => {
    if (!isPageItself(event.url, page)) refuse(event, `to navigate to ${event.url}`)
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) refuse(event, `to navigate a frame to ${event.url}`)
  })
  contents.on('will-redirect', (event) => refuse(event, `a redirect to ${event.url}`))
  contents.on('will-attach-webview', (event) => refuse(event, 'a webview'))
  contents.setWindowOpenHandler(({ url }) => {
    warn(`refused to open a window on ${url}`)
    return { action: 'deny' }
  })
}
