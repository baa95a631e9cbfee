/** Stands in a shape for what changes from one message of a statement to the next. */
export const VARIABLE = '\u0000'

/** More of a message tells no statement from another. */
const MAX_SHAPE_LENGTH = 160
export const MAX_LOOKED_AT = 2 * MAX_SHAPE_LENGTH

/** What changes, whatever is around it. The first that fits at a place is taken. */
const CHANGING = new RegExp(
  [
    // a quoted text
    String.raw`"(?:[^"\\]|\\.)*"`,
    // an identifier of LiveKit, a UUID, an address in memory, a hash
    String.raw`\b[A-Z]{2,4}_\w{6,}`,
    String.raw`\b[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}\b`,
    String.raw`\b0x[\da-fA-F]+`,
    String.raw`\b[\da-f]{12,}\b`,
    // Go's durations, whose units change too
    String.raw`\b(?:\d+(?:\.\d+)?(?:h|m|s|ms|µs|us|ns))+(?!\w)`,
    // a word in which letters and digits take turns
    String.raw`\b[A-Za-z_]*\d+[A-Za-z_]+\d\w*`,
    // numbers, and what is made of them: dates, times, addresses with ports; mp4 and h264 are names
    String.raw`(?<![A-Za-z\d])\d+(?:[.:,/T-]\d+)*(?:Z\b)?|\d{4,}`,
  ].join('|'),
  'g',
)

/** A text without what surely changes, see kernel/mask.ts. */
export function maskOf(text: string): string {
  return text.replace(CHANGING, (found) => (found.startsWith('"') ? `"${VARIABLE}"` : VARIABLE))
}

/**
 * A message without what surely changes: the same for all messages of a statement that differ only
 * in numbers, identifiers and quoted texts. It hangs on the message alone.
 */
export function shapeOf(message: string): string {
  const [firstLine = ''] = message.slice(0, MAX_LOOKED_AT).split('\n', 1)
  const shape = maskOf(firstLine.trim()).slice(0, MAX_SHAPE_LENGTH)
  // Joined, so it shares no memory with the megabytes of which a message can be a slice.
  return ` ${shape}`.slice(1)
}
