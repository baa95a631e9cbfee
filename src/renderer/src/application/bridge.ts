import type { LogsieveBridge } from '#shared/protocol/application'

declare global {
  interface Window {
    readonly logsieve: LogsieveBridge
  }
}

/** All that the page can reach outside itself, put there by the preload. */
export const bridge = window.logsieve
