import type { ExceptionColumns } from './exceptions'

/** In the column of steps: this one does not fit, and stands among the exceptions. */
export const LONG_STEP = 0xffff

/** Where records that lie behind each other begin: two bytes a record, for a thread to work with. */
export interface RecordPlaces {
  /** Offset in the log of the first one. */
  readonly start: number
  /** Bytes from each of them but the last to the next. */
  readonly steps: Uint16Array<ArrayBuffer>
  readonly longSteps: ExceptionColumns
}

/** The offsets of the records; the last number is `end`. */
export function startsOf({ start, steps, longSteps }: RecordPlaces, end: number): Float64Array {
  const starts = new Float64Array(steps.length + 2)
  let nextLong = 0
  let at = start
  for (let record = 0; record < steps.length; record++) {
    starts[record] = at
    const step = steps[record] ?? 0
    at += step === LONG_STEP ? (longSteps.values[nextLong++] ?? 0) : step
  }
  starts[steps.length] = at
  starts[steps.length + 1] = end
  return starts
}
