/*
 * The memory of the kernel. Nothing in it is ever allocated or freed: every table has its place
 * and its size here, and what does not fit is left to the reference. Exported constants are read
 * by src/engine/kernel/kernel.ts, so the layout is written down once.
 *
 *   from        what it holds
 *   RESULT      what one call of `scan` tells, see the offsets below
 *   STEPS       u16 a record: bytes from it to the next
 *   KINDS       u16 a record: its kind
 *   SECONDS     i8 a record: whole seconds since the record before, -128 where FAR has the value
 *   ANCHORS     f64 offset in the input, f64 seconds: of every 256th record of the log
 *   FAR         f64 place in the run, f64 seconds: where SECONDS does not reach
 *   EXTRA_LINES u32 place in the run, u32 lines beyond one a record up to its end: of longer records
 *   PACKING     for each set of 8 bytes to leave out, the places of the others: u8 each
 *   CLASSES     u8 a byte: what it is in a word, see mask.ts
 *   TOUCHED     u16 a kind that has a tally
 *   TALLIES     for each kind since they were taken: u32 count, u32 number of its first record, f64
 *               first and last time (ms)
 *   SLOTS       hash tables, each of twice as many slots as the one before, of which the last is used:
 *               u32 tag (0 is empty), u32 address of its entry; linear probing
 *   ENTRIES     u32 outcome, u32 length, u32 outcome without the fields that it needs, u32 half of
 *               the hash, then the bytes of the signature, in pieces of 16
 *   SEEN        a bit for each hash of a signature that was met, once there are many
 *   AREAS       two signatures that wait for their outcome, see table.ts, two keys, see words.ts, and
 *               two signatures of masked messages, see shapes.ts
 *   SETS        names of fields: u32 count, then 32 bytes a name: u32 length at +0, bytes at +16
 *   TEMPLATES   what is known of unknown messages, see words.ts
 *   SCRATCH     a json-file line with its escapes resolved; what is told from outside
 *   MESSAGE     the message that is looked at, with its escapes resolved
 *   WORD_ENDS   u16 a word of the message that is looked at: where it ends
 *   LITERALS    what no message with a quoted text may hold, see literals.ts
 *   SHAPE_BITS  three bits for the hash of each shape that is told apart
 *   INPUT       the bytes to scan, behind room for what was left of the bytes before them
 */

export const RESULT: usize = 0x1_0000
/** Records that were written to the columns. */
export const R_COUNT: usize = 0
/** Start of the last decided record, which waits for the line after it, or NONE. */
export const R_HELD: usize = 4
/** Where its first line ends. */
export const R_HELD_END: usize = 60
/** Start of the first line that was not taken. */
export const R_STOP: usize = 8
/** Which of the AREAS holds the signature of the line at R_STOP, or of the record asked for, or NONE. */
export const R_AREA: usize = 12
/** Added to R_AREA where the signature holds values of fields. */
export const EXTENDED: u32 = 2
/** Added where its digits are those of the line, and not all 0. */
export const EXACT: u32 = 4
/** Added where the record lacks all fields on which its kind hangs. */
export const LACKING: u32 = 16
/** Added where it is of a line that may go on with the held record. */
export const CONTINUING: u32 = 8
export const R_ANCHORS: usize = 16
export const R_FAR: usize = 20
export const R_TOUCHED: usize = 24
/** Start of the last record in the columns. */
export const R_LAST: usize = 28
/** Lines up to R_HELD, or R_STOP where none is held. */
export const R_LINES: usize = 48
/** Lines before R_LAST. */
export const R_LAST_LINE: usize = 56
/** Which of the AREAS holds the key of the list that the record asked for needs, see words.ts, or NONE. */
export const R_KEY: usize = 64
/** Where the kind of the record asked for is to be written, or 0. */
export const R_SLOT: usize = 68
/** Which of the AREAS holds the masked signature of the record asked for, see shapes.ts, or NONE. */
export const R_SHAPE: usize = 72
/** Entries of EXTRA_LINES. */
export const R_EXTRA: usize = 52
/** Times in ms of the first and the last record in the columns. */
export const R_FIRST_TIME: usize = 32
export const R_LAST_TIME: usize = 40

export const NONE: u32 = 0xffff_ffff

/** Records in one run at most: most slices hold no more. */
export const RUN_SIZE: usize = 0x4000

export const PACKING: usize = 0x3_2000
export const CLASSES: usize = 0x3_2800
export const TOUCHED: usize = 0x4_0000
export const TOUCHED_SIZE: usize = 0x1_0000

export const STEPS: usize = 0x6_0000
export const KINDS: usize = 0x6_8000
export const SECONDS: usize = 0x7_0000
export const ANCHORS: usize = 0x7_4000
export const FAR: usize = 0x8_0000
export const EXTRA_LINES: usize = 0xc_0000

export const TALLIES: usize = 0x10_0000
export const TALLY_BYTES: usize = 24

export const SLOTS: usize = 0x30_0000
/** A log of few messages keeps to a table that fits into the first cache. */
export const FIRST_SLOTS: usize = 0x800
export const MAX_SLOTS: usize = 0x1_0000
export const ENTRIES: usize = 0x40_0000
export const ENTRIES_END: usize = 0x70_0000

export const AREAS: usize = 0x70_0000
export const AREA_BYTES: usize = 0x1000

export const SEEN: usize = 0x71_0000
export const SEEN_BYTES: usize = 0x1_0000

export const SETS: usize = 0x72_0000
export const SET_BYTES: usize = 512
export const SET_COUNT: usize = 256
export const MAX_NAMES: usize = 15
export const MAX_NAME_BYTES: usize = 16

export const TEMPLATES: usize = 0x74_0000
export const TEMPLATES_END: usize = 0x76_0000

export const SCRATCH: usize = 0x76_0000
export const SCRATCH_BYTES: usize = 0xf000

/** With a byte before it. */
export const MESSAGE: usize = 0x77_0010
export const WORD_ENDS: usize = 0x77_0800
export const LITERALS: usize = 0x77_0c00
export const MAX_AVOIDED: u32 = 16
export const SHAPE_BITS: usize = 0x77_1000

/** Two slices, so that one can be read from the disk while the other is scanned. */
export const INPUT: usize = 0x79_0000
export const INPUT_BYTES: usize = 0x10_0000
/** Room before each slice for the end of the one before, which is not decided yet. */
export const CARRY_BYTES: usize = 0x1_0000
/** Room behind each slice: vectors may reach over its end. */
export const INPUT_STRIDE: usize = 0x11_1000
export const MEMORY_PAGES: i32 = 0x9b

/** A longer line is left to the reference, which looks at no more than its beginning. */
export const MAX_LINE: usize = 60_000
