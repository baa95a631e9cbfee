import type { RecordCounts } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'

/** What there is to be shown or hidden: in the range of time, where one is set. */
export function useRecordCounts(): RecordCounts | null {
  const status = useStore(useDocument().status)
  return status?.inRange ?? status
}
