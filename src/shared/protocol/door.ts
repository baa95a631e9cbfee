import type { ApplicationEvents, ApplicationRequest, ApplicationResults } from './application'

/*
 * How the requests and events of application.ts travel between preload and main, and ports on to the
 * page. Nobody else knows a channel.
 */

export function requestChannel(request: ApplicationRequest): string {
  return `logsieve:request:${request}`
}

export const EVENT_CHANNEL = 'logsieve:event'
export const PORT_CHANNEL = 'logsieve:port'

/** The type of the window message with which the preload hands the port of a document to the page. */
export const PORT_MESSAGE = 'logsieve:document-port'

export interface PortMessage {
  readonly type: typeof PORT_MESSAGE
  readonly document: number
}

export interface DoorError {
  readonly code: 'refused' | 'bad-arguments' | 'failed'
  readonly message: string
}

/** What main answers. A thrown error would lose its code on the way, and would be printed by Electron. */
export type DoorAnswer<R extends ApplicationRequest = ApplicationRequest> =
  | { readonly ok: true; readonly value: ApplicationResults[R] }
  | { readonly ok: false; readonly error: DoorError }

export type EventOnTheWire = {
  readonly [E in keyof ApplicationEvents]: {
    readonly event: E
    readonly data: ApplicationEvents[E]
  }
}[keyof ApplicationEvents]
