import type { TriageRow } from '#shared/protocol/document'

import type { DocumentModel } from '../document/DocumentModel'

/** Counting is quick but not free, and nobody reads a table that changes faster. */
const PAUSE_MS = 500

/** Hands out the kinds of messages, now and whenever the log has changed; returns what stops it. */
export function watchTriage(
  { client, status }: DocumentModel,
  onRows: (rows: readonly TriageRow[]) => void,
): () => void {
  let isStopped = false
  let isBusy = false
  let isStale = true

  async function refresh(): Promise<void> {
    if (isBusy) return
    isBusy = true
    while (isStale && !isStopped) {
      isStale = false
      const { rows } = await client.call('triage.get', {})
      if (!isStopped) onRows(rows)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    isBusy = false
  }

  // When the engine is gone the last table stays, and a notice says why.
  const start = () => void refresh().catch(() => undefined)
  const unsubscribe = status.subscribe(() => {
    isStale = true
    start()
  })
  start()
  return () => {
    isStopped = true
    unsubscribe()
  }
}
