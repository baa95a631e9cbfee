import { SHIFT_UNITS, type ShiftUnit } from '#shared/merged-sources'
import type { Milliseconds } from '#shared/record'

/** A shift as it stands in its fields. */
export interface WrittenShift {
  /** What was typed: a number, or nothing. */
  readonly amount: string
  readonly unit: ShiftUnit
}

export const UNITS = Object.keys(SHIFT_UNITS) as readonly ShiftUnit[]

/** In the largest unit that says it in a whole number; a shift of nothing in seconds. */
export function writtenShift(shift: Milliseconds): WrittenShift {
  if (shift === 0) return { amount: '', unit: 's' }
  const unit = UNITS.findLast((name) => shift % SHIFT_UNITS[name] === 0) ?? 'ms'
  return { amount: String(shift / SHIFT_UNITS[unit]), unit }
}

export function shiftOf({ amount, unit }: WrittenShift): Milliseconds {
  return Number(amount) * SHIFT_UNITS[unit]
}

/** With its sign, for people: `+2 s`. */
export function shiftText(shift: Milliseconds, nameOf: (unit: ShiftUnit) => string): string {
  const { amount, unit } = writtenShift(shift)
  return `${amount.startsWith('-') ? '−' : '+'}${amount.replace('-', '')} ${nameOf(unit)}`
}
