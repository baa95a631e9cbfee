import type { DocumentNotice } from '#shared/protocol/document'
import type { SourceEvent } from '#shared/protocol/host'

const LOST = { file: 'file-deleted', connection: 'connection-lost' } as const
const BACK = { file: 'file-back', connection: 'connection-back' } as const

/** What the system says where nothing more can be written. */
const NO_ROOM = /^(?:ENOSPC|EDQUOT)\b/

/** What a person should know of an event of a source; null where that is nothing. */
export function noticeOf(
  event: SourceEvent,
): { readonly code: DocumentNotice; readonly detail: string } | null {
  switch (event.kind) {
    case 'replaced':
      return event.isWished ? null : { code: 'file-replaced', detail: '' }
    case 'remark':
      return event
    case 'lost':
      return { code: LOST[event.of], detail: event.detail }
    case 'failed':
      return {
        code: NO_ROOM.test(event.detail) ? 'disk-full' : 'read-failed',
        detail: event.detail,
      }
    case 'ended':
      return event.detail === null ? null : { code: 'source-failed', detail: event.detail }
    case 'back':
      return { code: BACK[event.of], detail: '' }
    case 'grew':
    case 'moved':
    case 'joined':
    case 'filled':
    case 'arriving':
      return null
  }
}
