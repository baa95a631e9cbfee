/** How long is waited before each attempt to take up again what has dropped. */
export const PAUSES_MS: readonly number[] = [1000, 2000, 4000, 8000, 16_000, 30_000]

/** The pause before an attempt, from 0; the last one stands for all behind it. */
export function pauseBefore(attempt: number, pausesMs: readonly number[]): number {
  return pausesMs[attempt] ?? pausesMs.at(-1) ?? 0
}
