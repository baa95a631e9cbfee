import type { Milliseconds } from '#shared/record'

import type { Seen } from './detector'

/** A finding rests on no more records than these, whatever it counts: more than are ever read. */
const MAX_RECORDS = 1_000_000

/** From when to when some records are. */
export class Span {
  firstRecord: number | null = null
  firstTime: Milliseconds | null = null
  lastTime: Milliseconds | null = null

  /** In the order of the log. */
  add({ record, time }: Pick<Seen, 'record' | 'time'>): void {
    this.firstRecord ??= record
    if (time === null) return
    this.firstTime = this.firstTime === null ? time : Math.min(this.firstTime, time)
    this.lastTime = this.lastTime === null ? time : Math.max(this.lastTime, time)
  }

  /** Seconds from its last time to another; null where one of them is not known. */
  secondsTo(time: Milliseconds | null): number | null {
    return time === null || this.lastTime === null ? null : (time - this.lastTime) / 1000
  }

  /** What of a finding it says. */
  get place() {
    const { firstRecord, firstTime, lastTime } = this
    return { firstRecord: firstRecord ?? 0, firstTime, lastTime }
  }
}

/** Records that belong together. */
export class Trail extends Span {
  readonly #records: number[] = []

  /** In the order of the log. */
  get records(): readonly number[] {
    return this.#records
  }

  override add(seen: Pick<Seen, 'record' | 'time'>): void {
    super.add(seen)
    if (this.#records.length < MAX_RECORDS) this.#records.push(seen.record)
  }

  /** Takes over another trail, which lies behind this one. */
  addAll({ records, firstTime, lastTime }: Trail): void {
    for (const record of records) this.add({ record, time: firstTime })
    const last = records.at(-1)
    if (last !== undefined) super.add({ record: last, time: lastTime })
  }

  /** What of a finding it says. */
  get span() {
    return { ...this.place, evidence: { records: this.#records } }
  }
}
