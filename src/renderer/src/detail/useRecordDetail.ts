import { useEffect, useState } from 'react'

import type { DocumentResults } from '#shared/protocol/document'

import { useDocument } from '../application/contexts'
import { useStore } from '../store/Store'

export type Explained = DocumentResults['record.get']

/** All that is known of the selected record. The one before stays until the next is there. */
export function useRecordDetail(): Explained | null {
  const { client, log } = useDocument()
  const record = useStore(log.selection)?.record ?? null
  // A change of profile may change what the engine says of the same record.
  const view = useStore(log.view)?.view
  const [explained, setExplained] = useState<Explained | null>(null)

  useEffect(() => {
    if (record === null) return
    let isWanted = true
    client.call('record.get', { record }).then(
      (result) => {
        if (isWanted) setExplained(result)
      },
      // The engine is gone, which has its own notice.
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [client, record, view])

  return record === null ? null : explained
}
