import type { Milliseconds } from '#shared/record'

/** When and how often a kind of record occurs. */
export interface KindOccurrence {
  readonly count: number
  readonly firstRecord: number
  readonly firstTime: Milliseconds | null
  readonly lastTime: Milliseconds | null
}

/** Some occurrences as columns, which threads hand over sooner than objects; NaN for no time. */
export interface KindColumns {
  readonly kinds: Uint16Array
  readonly counts: Float64Array
  readonly firstRecords: Float64Array
  readonly firstTimes: Float64Array
  readonly lastTimes: Float64Array
}

/** Takes what is known of a kind, see KindOccurrence. */
export type KindTaker = (
  kind: number,
  count: number,
  firstRecord: number,
  firstTime: Milliseconds,
  lastTime: Milliseconds,
) => void

/** Kinds that there is room for in the beginning. */
const FIRST_ROOM = 1024

/** What a kind without a time holds in place of one. */
const NO_TIME = Number.NaN

/** Occurrences by kind. Lines of several threads are not quite in order, so first and last go by time. */
export class KindStats {
  // Columns, for every run of records adds to most of the kinds of a log.
  #counts = new Float64Array(FIRST_ROOM)
  #firstRecords = new Float64Array(FIRST_ROOM)
  #firstTimes = new Float64Array(FIRST_ROOM)
  #lastTimes = new Float64Array(FIRST_ROOM)

  add(kind: number, record: number, time: Milliseconds | null): void {
    this.addMany(kind, 1, record, time ?? NO_TIME, time ?? NO_TIME)
  }

  /** @param records added to the number of its first record */
  addAll(kind: number, occurrence: KindOccurrence, records: number): void {
    const { count, firstRecord, firstTime, lastTime } = occurrence
    this.addMany(kind, count, records + firstRecord, firstTime ?? NO_TIME, lastTime ?? NO_TIME)
  }

  get(kind: number): KindOccurrence | undefined {
    const count = this.#counts[kind] ?? 0
    if (count === 0) return undefined
    return {
      count,
      firstRecord: this.#firstRecords[kind] ?? 0,
      firstTime: timeOrNull(this.#firstTimes[kind]),
      lastTime: timeOrNull(this.#lastTimes[kind]),
    }
  }

  /** The same without an object, for every run of records has some hundred; NaN for no time. */
  addMany(kind: number, count: number, record: number, first: number, last: number): void {
    if (kind >= this.#counts.length) this.#makeRoom(kind)
    const known = this.#counts[kind] ?? 0
    this.#counts[kind] = known + count
    if (known === 0) {
      this.#firstRecords[kind] = record
      this.#firstTimes[kind] = first
      this.#lastTimes[kind] = last
      return
    }
    if (record < (this.#firstRecords[kind] ?? 0)) this.#firstRecords[kind] = record
    const earliest = this.#firstTimes[kind] ?? NO_TIME
    const latest = this.#lastTimes[kind] ?? NO_TIME
    if (first < earliest || Number.isNaN(earliest)) this.#firstTimes[kind] = first
    if (last > latest || Number.isNaN(latest)) this.#lastTimes[kind] = last
  }

  /** What it knows, which it forgets. */
  take(): KindColumns {
    const kinds: number[] = []
    for (let kind = 0; kind < this.#counts.length; kind++) {
      if ((this.#counts[kind] ?? 0) > 0) kinds.push(kind)
    }
    // No mapping of an iterable: every segment of a log comes by here.
    const of = (column: Float64Array) => {
      const values = new Float64Array(kinds.length)
      for (let place = 0; place < kinds.length; place++) {
        values[place] = column[kinds[place] ?? 0] ?? NO_TIME
      }
      return values
    }
    const columns = {
      kinds: Uint16Array.from(kinds),
      counts: of(this.#counts),
      firstRecords: of(this.#firstRecords),
      firstTimes: of(this.#firstTimes),
      lastTimes: of(this.#lastTimes),
    }
    this.#counts.fill(0)
    return columns
  }

  /** Takes what another one knows in place of its own; the other one is used no more. */
  takeOver(other: KindStats): void {
    this.#counts = other.#counts
    this.#firstRecords = other.#firstRecords
    this.#firstTimes = other.#firstTimes
    this.#lastTimes = other.#lastTimes
  }

  #makeRoom(kind: number): void {
    const longer = (column: Float64Array) => {
      const room = new Float64Array(2 * Math.max(kind, column.length))
      room.set(column)
      return room
    }
    this.#counts = longer(this.#counts)
    this.#firstRecords = longer(this.#firstRecords)
    this.#firstTimes = longer(this.#firstTimes)
    this.#lastTimes = longer(this.#lastTimes)
  }
}

function timeOrNull(time = NO_TIME): Milliseconds | null {
  return Number.isNaN(time) ? null : time
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
