import { setTimeout } from 'node:timers/promises'

/** Who has something to print begins with it in so long. */
const PATIENCE_MS = 2000
const LOOK_MS = 500
/** What was written before comes as fast as it can; a live log of a megabyte each four seconds is rare. */
const FLOOD_BYTES = 128 * 1024

/**
 * Settles when a stream has brought what was written before: nothing says where that ends, but it comes
 * in one flood, and what is written now comes slowly.
 *
 * @param bytesSoFar asked now and then
 */
export async function untilFloodEnds(bytesSoFar: () => number, signal: AbortSignal): Promise<void> {
  const looks = PATIENCE_MS / LOOK_MS
  for (let look = 1, before = bytesSoFar(); !signal.aborted; look++) {
    await setTimeout(LOOK_MS, undefined, { ref: false, signal }).catch(() => undefined)
    const bytes = bytesSoFar()
    const hasBegun = before > 0
    if (hasBegun ? bytes - before < FLOOD_BYTES : bytes === 0 && look >= looks) return
    before = bytes
  }
}
