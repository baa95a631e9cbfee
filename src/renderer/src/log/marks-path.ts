import type { Mark } from '#shared/protocol/document'

const MARK_HEIGHT = 2

/** How far from a mark a click still means it. */
const REACH = 8

/** A bar for each mark. */
export function pathOf(
  marks: readonly Mark[],
  left: number,
  width: number,
  height: number,
): string {
  return marks
    .map(({ place }) => `M${left} ${yOf(place, height)}h${width}v${MARK_HEIGHT}h${-width}z`)
    .join('')
}

export function nearestMark(marks: readonly Mark[], y: number, height: number): Mark | null {
  let nearest: Mark | null = null
  let least = REACH
  for (const mark of marks) {
    const distance = Math.abs(yOf(mark.place, height) + MARK_HEIGHT / 2 - y)
    if (distance <= least) [nearest, least] = [mark, distance]
  }
  return nearest
}

/** The last ones stay in sight. */
function yOf(place: number, height: number): number {
  return Math.min(Math.round(place * height), height - MARK_HEIGHT)
}
