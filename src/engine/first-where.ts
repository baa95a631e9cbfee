/**
 * The first whole number from `low` on, before `high`, for which it holds; `high` where it holds for
 * none. Where it holds for one it must hold for all behind it: few of them are asked for.
 */
export function firstWhere(low: number, high: number, holds: (number: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
