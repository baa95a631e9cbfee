import { APP_ORIGIN, APP_PAGE } from './app-address'

/** Where the page comes from: the app's own files, or Vite's server while developing. */
export interface PageAddress {
  readonly url: string
  readonly origin: string
  readonly developmentServer: URL | null
}

export function pageAddress(isPackaged: boolean, rendererUrl: string | undefined): PageAddress {
  if (!isPackaged && rendererUrl !== undefined && URL.canParse(rendererUrl)) {
    const server = new URL(rendererUrl)
    if (
      server.protocol === 'http:' &&
      ['localhost', '127.0.0.1', '[::1]'].includes(server.hostname)
    ) {
      return { url: server.href, origin: server.origin, developmentServer: server }
    }
  }
  return { url: APP_PAGE, origin: APP_ORIGIN, developmentServer: null }
}

/** Whether a navigation stays on the page: a reload, an anchor. */
export function isPageItself(address: string, page: PageAddress): boolean {
  const withoutAnchor = address.replace(/#.*$/s, '')
  return (
    withoutAnchor === page.url ||
    (page.developmentServer === null && withoutAnchor === `${page.origin}/`)
  )
}
