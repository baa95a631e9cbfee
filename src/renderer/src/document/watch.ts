import type { Readable } from '../store/Store'

/** Asking is quick but not free, and nobody reads what changes faster. */
const PAUSE_MS = 500

/** Hands out an answer of the engine, now and whenever something has changed; returns what stops it. */
export function watch<T>(
  changes: readonly Pick<Readable<unknown>, 'subscribe'>[],
  ask: () => Promise<T>,
  onAnswer: (answer: T) => void,
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
        const answer = await ask()
        signal.throwIfAborted()
        onAnswer(answer)
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
        signal.throwIfAborted()
      }
    } finally {
      isBusy = false
    }
  }

  // Stopped, or the engine is gone: then the last answer stays, and a notice says why.
  const start = () => void refresh().catch(() => undefined)
  const unsubscribes = changes.map(({ subscribe }) =>
    subscribe(() => {
      isStale = true
      start()
    }),
  )
  start()
  return () => {
    stopping.abort()
    for (const unsubscribe of unsubscribes) unsubscribe()
  }
}
