import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import { z } from 'zod'

import {
  applicationRequests,
  type ApplicationRequest,
  type ApplicationResults,
} from '#shared/protocol/application'
import { requestChannel, type DoorAnswer, type DoorError } from '#shared/protocol/door'
import { reasonOf } from '#shared/reason-of'

import { warn } from './log'
import type { LogWindow } from './log-window'
import { refusalOfSender } from './sender'

type ParsedArguments<R extends ApplicationRequest> = z.output<(typeof applicationRequests)[R]>

/** What main does for each request of the table. */
export type RequestHandlers = {
  readonly [R in ApplicationRequest]: (
    window: LogWindow,
    ...args: ParsedArguments<R>
  ) => ApplicationResults[R] | Promise<ApplicationResults[R]>
}

/** What the door has to know of those who may knock. */
export interface DoorGuests {
  readonly pageOrigin: string
  /** The window whose page this is, or null. */
  readonly windowOf: (contents: WebContents) => LogWindow | null
}

/**
 * The one door between page and main: nobody else imports ipcMain. It asks who knocks, parses what
 * they bring, and answers with a value or a coded error.
 */
export function openDoor(handlers: RequestHandlers, guests: DoorGuests): void {
  for (const request of Object.keys(applicationRequests) as ApplicationRequest[]) {
    ipcMain.handle(requestChannel(request), (event, ...args: unknown[]) =>
      answer(event, request, args, handlers, guests),
    )
  }
}

async function answer<R extends ApplicationRequest>(
  event: IpcMainInvokeEvent,
  request: R,
  args: readonly unknown[],
  handlers: RequestHandlers,
  { pageOrigin, windowOf }: DoorGuests,
): Promise<DoorAnswer<R>> {
  const window = windowOf(event.sender)
  const refusal = refusalOfSender(event, { isKnownWindow: window !== null, pageOrigin })
  if (window === null || refusal !== null) return failed(request, 'refused', refusal ?? 'no window')
  const parsed = applicationRequests[request].safeParse(args)
  if (!parsed.success) return failed(request, 'bad-arguments', z.prettifyError(parsed.error))
  const handler = handlers[request] as (
    window: LogWindow,
    ...args: unknown[]
  ) => ApplicationResults[R] | Promise<ApplicationResults[R]>
  try {
    return { ok: true, value: await handler(window, ...parsed.data) }
  } catch (error) {
    return failed(request, 'failed', reasonOf(error))
  }
}

function failed(
  request: ApplicationRequest,
  code: DoorError['code'],
  message: string,
): { ok: false; error: DoorError } {
  warn(`${request}: ${code}: ${message}`)
  return { ok: false, error: { code, message } }
}
