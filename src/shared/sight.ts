/** Rows travel in blocks of so many, from a multiple of it on. */
export const BLOCK_ROWS = 64

/** Rows beyond the edges that are fetched along, so that a small scroll finds them there. */
export const MARGIN_ROWS = 32

/** What the list will show of other records, so that their rows can come with the news of them. */
export interface Sight {
  /** The anchor stays where it is, or the list goes to the first record, or stays at the end. */
  readonly landing: 'anchor' | 'start' | 'end'
  /** How many rows fit above the anchor. */
  readonly above: number
  /** How many rows fit into the list. */
  readonly rows: number
  /** The selected record. */
  readonly selected: number | null
}

/** The blocks of rows that are in sight, where all are of one line. */
export function blocksInSight(
  { landing, above, rows }: Sight,
  anchorPosition: number | null,
  shown: number,
): { readonly from: number; readonly count: number } {
  const lastTop = Math.max(0, shown - rows)
  const wanted = { anchor: (anchorPosition ?? 0) - above, start: 0, end: lastTop }[landing]
  const top = Math.min(Math.max(0, wanted), lastTop)
  const first = Math.floor(Math.max(0, top - MARGIN_ROWS) / BLOCK_ROWS)
  const end = Math.min(shown, top + rows + MARGIN_ROWS)
  const blocks = Math.max(1, Math.ceil(end / BLOCK_ROWS) - first)
  return { from: first * BLOCK_ROWS, count: blocks * BLOCK_ROWS }
}
