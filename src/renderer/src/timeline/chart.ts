import { CATEGORIES, type Category } from '#shared/category'
import type { Timeline } from '#shared/protocol/document'
import type { Milliseconds } from '#shared/record'

/** Of a bar that has anything in it, and of what must not be overlooked in it. */
const LEAST_HEIGHT = 2
const LEAST_URGENT_HEIGHT = 4

const URGENT: ReadonlySet<Category> = new Set(['problem', 'client'])

/** From this width on there is a pixel between two bars. */
const GAP_FROM = 3

export interface ChartSize {
  readonly width: number
  readonly height: number
}

/**
 * One path for each category: its parts of all bars, the most important at the foot, so that a few
 * problems stand out under thousands of other records. Heights go by the square root for the same
 * reason: what is rare is in sight beside what is frequent.
 */
export function pathsOf(
  { bars }: Timeline,
  { width, height }: ChartSize,
): readonly { readonly category: Category; readonly path: string }[] {
  const totals = bars.map((counts) => counts.reduce((sum, count) => sum + count, 0))
  const most = totals.reduce((a, b) => Math.max(a, b), 0)
  const paths = CATEGORIES.map((category) => ({ category, path: '' }))
  for (const [place, counts] of bars.entries()) {
    const total = totals[place] ?? 0
    if (total === 0) continue
    const [left, right] = edgesOf(place, bars.length, width)
    const wide = Math.max(1, right - left - (right - left >= GAP_FROM ? 1 : 0))
    const whole = Math.max(LEAST_HEIGHT, height * Math.sqrt(total / most))
    let foot = height
    for (const [at, part] of paths.entries()) {
      const count = counts[at] ?? 0
      if (count === 0) continue
      const least = URGENT.has(part.category) ? LEAST_URGENT_HEIGHT : 0
      const head = Math.max(0, foot - Math.max(least, whole * (count / total)))
      part.path += `M${left} ${foot.toFixed(1)}h${wide}V${head.toFixed(1)}h${-wide}z`
      foot = head
    }
  }
  return paths.filter(({ path }) => path !== '')
}

/** Where a bar begins and ends, in whole pixels. */
export function edgesOf(place: number, bars: number, width: number): [number, number] {
  return [Math.round((place * width) / bars), Math.round(((place + 1) * width) / bars)]
}

/** The bar under a point, as far out as it may be. */
export function barAt(x: number, bars: number, width: number): number {
  return Math.min(Math.max(0, Math.floor((x / width) * bars)), bars - 1)
}

/** What two bars and those between them stand for. */
export function rangeOf(
  { start, step }: Timeline,
  one: number,
  other: number,
): { readonly from: Milliseconds; readonly until: Milliseconds } {
  return {
    from: start + Math.min(one, other) * step,
    until: start + (Math.max(one, other) + 1) * step - 1000,
  }
}
