/*
 * The virtual list keeps a measurement for every row that it is told of, so it is told of a few
 * thousand around what is in sight: a window that moves along in steps.
 */

const STEP = 1000

/** Rows of the window: a step before the one in sight, that one, and room for the tallest screen after. */
const WINDOW_ROWS = 4 * STEP

export interface RowWindow {
  /** Position in the view of the window's first row. */
  readonly base: number
  readonly count: number
}

export function windowAround(top: number, total: number): RowWindow {
  const base = Math.max(0, (Math.floor(top / STEP) - 1) * STEP)
  return { base, count: Math.max(0, Math.min(WINDOW_ROWS, total - base)) }
}
