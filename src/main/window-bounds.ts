export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const DEFAULT = { width: 1280, height: 820 }
const STEP = 28

/**
 * Where a new window goes: a step away from the newest of the others, or where the last one was when
 * the app ended, if a good part of that is still on a screen (a second screen may be gone).
 */
export function fittingBounds(
  remembered: Bounds | null,
  areas: readonly Bounds[],
  others: readonly Bounds[],
): Bounds | { width: number; height: number } {
  const wish = others.at(-1) ?? remembered
  const area = wish === null ? undefined : areas.find((area) => overlap(wish, area) >= 0.25)
  if (wish === null || area === undefined) {
    const smallest = areas[0] ?? { ...DEFAULT, x: 0, y: 0 }
    return {
      width: Math.min(DEFAULT.width, smallest.width),
      height: Math.min(DEFAULT.height, smallest.height),
    }
  }
  let { x, y } = wish
  while (others.some((other) => other.x === x && other.y === y)) {
    x += STEP
    y += STEP
  }
  const width = Math.min(wish.width, area.width)
  const height = Math.min(wish.height, area.height)
  const bounds = { x, y, width, height }
  // Beyond the corner the steps begin anew.
  return overlap(bounds, area) >= 0.25 ? bounds : { ...bounds, x: area.x, y: area.y }
}

/** The part of `bounds` that lies in `area`, from 0 to 1. */
function overlap(bounds: Bounds, area: Bounds): number {
  const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  const height =
    Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y)
  return (Math.max(0, width) * Math.max(0, height)) / (bounds.width * bounds.height)
}
