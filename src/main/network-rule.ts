import { APP_SCHEME } from './app-address'

const OWN_SCHEMES = [`${APP_SCHEME}:`, 'data:', 'blob:', 'devtools:']

/** Whether the page may ask for an address at all: its own files, never the network, never a file. */
export function isAllowedRequest(address: string, developmentServer: URL | null): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  if (OWN_SCHEMES.includes(protocol)) return true
  return (
    developmentServer !== null && host === developmentServer.host && /^(?:http|ws):$/.test(protocol)
  )
}
