import type { TriageRow } from '#shared/protocol/document'

import type { DocumentModel } from '../document/DocumentModel'

/** Counting is quick but not free, and nobody reads a table that changes faster. */
const PAUSE_MS = 500

/** Hands out the kinds of messages, now and whenever the log has changed; returns what stops it. */
export function watchTriage(
  { client, status }: DocumentModel,
  onRows: (rows: readonly TriageRow[]) => void,
): () => void {
  const stopping = new AbortController()
  const { signal } = stopping
  let isBusy = false
  let isStale = true

  async function refresh(): Promise<void> {
    if (isBusy) return
    isBusy = true
    try {
      while (isStale) {
        isStale = false
        const { rows } = await client.call('triage.get', {})
        signal.throwIfAborted()
        onRows(rows)
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
        signal.throwIfAborted()
      }
    } finally {
      isBusy = false
    }
  }

  // Stopped, or the engine is gone: then the last table stays, and a notice says why.
  const start = () => void refresh().catch(() => undefined)
  const unsubscribe = status.subscribe(() => {
    isStale = true
    start()
  })
  start()
  return () => {
    stopping.abort()
    unsubscribe()
  }
}
