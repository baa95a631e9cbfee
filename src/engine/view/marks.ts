import type { Mark } from '#shared/protocol/document'

import type { View } from './view'

/**
 * Where in a view some of its records lie, on a strip of so many slots: the slots that hold any, with
 * the position of the first. Slots that hold none are left out by halves, so a strip for 50 million
 * records takes some thousand ranks and looks at none of them.
 *
 * @param marked a view of some of the records of `view`
 * @param end the number behind the last record of the log
 */
export function marksOf(view: View, marked: View, slots: number, end: number): Mark[] {
  const count = Math.min(slots, view.shown)
  const marks: Mark[] = []

  /** How many are marked before a slot. */
  const rankAt = (slot: number): number => {
    const [record = end] = view.select(Math.floor((slot / count) * view.shown), 1)
    return marked.rank(record)
  }
  const mark = (from: number, to: number, before: number, after: number): void => {
    if (before === after) return
    if (to - from === 1) {
      const [first = end] = marked.select(before, 1)
      marks.push({ place: from / count, position: view.rank(first) })
      return
    }
    const middle = (from + to) >>> 1
    const between = rankAt(middle)
    mark(from, middle, before, between)
    mark(middle, to, between, after)
  }
  mark(0, count, 0, marked.shown)
  return marks
}
