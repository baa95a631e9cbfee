import type { Milliseconds } from '#shared/record'

/** When and how often a kind of record occurs. */
export interface KindOccurrence {
  readonly count: number
  readonly firstRecord: number
  readonly firstTime: Milliseconds | null
  readonly lastTime: Milliseconds | null
}

/** Occurrences by kind. Lines of several threads are not quite in order, so first and last go by time. */
export class KindStats {
  readonly #occurrences = new Map<number, KindOccurrence>()

  add(kind: number, record: number, time: Milliseconds | null): void {
    this.addAll(kind, { count: 1, firstRecord: record, firstTime: time, lastTime: time })
  }

  addAll(kind: number, occurrence: KindOccurrence): void {
    const known = this.#occurrences.get(kind)
    this.#occurrences.set(kind, known ? merged(known, occurrence) : occurrence)
  }

  get(kind: number): KindOccurrence | undefined {
    return this.#occurrences.get(kind)
  }
}

/** Two occurrences taken as one. */
export function merged(a: KindOccurrence, b: KindOccurrence): KindOccurrence {
  return {
    count: a.count + b.count,
    firstRecord: Math.min(a.firstRecord, b.firstRecord),
    firstTime: extreme(Math.min, a.firstTime, b.firstTime),
    lastTime: extreme(Math.max, a.lastTime, b.lastTime),
  }
}

function extreme(
  choose: (a: number, b: number) => number,
  a: Milliseconds | null,
  b: Milliseconds | null,
): Milliseconds | null {
  if (a === null) return b
  return b === null ? a : choose(a, b)
}
