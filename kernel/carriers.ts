import {
  BACKSLASH,
  CLOSING_BRACE,
  copyWithout,
  findQuote,
  isDigit,
  isLetter,
  isLineEnd,
  isWordOrDash,
  NEWLINE,
  QUOTE,
  SPACE,
  specials,
} from './bytes'
import { MAX_LINE, SCRATCH } from './layout'
import { skipIsoCarrier } from './time'

/*
 * What collectors put around a line, see src/engine/scan/carrier.ts. Here are those that take
 * nothing but a look: their own time does not count where the record has one, and a record that
 * begins in a known format begins in every stream.
 */

const MAX_PREFIX: usize = 120
const AT: u8 = 0x40

let nameBytes: usize = 0

/** Behind a compose prefix `name  | `, or 0. */
function skipPrefix(start: usize): usize {
  let at = start + 1
  while (isWordOrDash(load<u8>(at)) || load<u8>(at) == AT) at++
  nameBytes = at - start
  while (load<u8>(at) == SPACE) at++
  const length = at - start
  if (length < 2 || length > MAX_PREFIX || load<u8>(at) != 0x7c) return 0
  return load<u8>(at, 1) == SPACE ? at + 2 : 0
}

/** The log that the last line was merged from, see the source of a CarriedLine. */
export let sourceAt: usize = 0
export let sourceBytes: usize = 0
/** At most so many. */
export const MAX_SOURCE: usize = 112

/** What its times are put right by, in milliseconds. */
export let sourceShift: f64 = 0
const MAX_SHIFT_DIGITS: usize = 13

/** What `isMerged` read. */
let mergedBytes: usize = 0
let mergedShift: f64 = 0

/**
 * Whether the prefix that `skipPrefix` read names such a log, up to `next`: `name@merged | `, or
 * `name@merged@-1500 | ` with a shift.
 */
function isMerged(at: usize, next: usize): bool {
  const end = at + nameBytes
  let mark = at
  while (mark < end && load<u8>(mark) != AT) mark++
  // `@merged`
  if (mark + 7 > end || load<u32>(mark) != 0x7265_6d40 || load<u32>(mark, 3) != 0x6465_6772)
    return false
  if (next != end + 3) return false
  let shift: f64 = 0
  let digit = mark + 7
  if (digit < end) {
    if (load<u8>(digit++) != AT) return false
    const isNegative = load<u8>(digit) == 0x2d
    if (isNegative) digit++
    const digits = end - digit
    if (digit >= end || digits > MAX_SHIFT_DIGITS) return false
    for (; digit < end; digit++) {
      if (!isDigit(load<u8>(digit))) return false
      shift = shift * 10 + <f64>(load<u8>(digit) - 0x30)
    }
    if (isNegative) shift = -shift
  }
  mergedBytes = mark - at
  mergedShift = shift
  return true
}

/** The service that the last line came from, see the stream of a CarriedLine. */
export let streamAt: usize = 0
export let streamBytes: usize = 0
/** What was taken off the last line, as bits. */
export let carrierMarks: u8 = 0

const MARK_ISO_3: u8 = 1
const MARK_ISO_9: u8 = 2
const MARK_CRI: u8 = 4
const MARK_COMPOSE: u8 = 8
const MARK_JSON_FILE: u8 = 16

/** Where the program's own text begins. */
export function skipCarriers(start: usize): usize {
  sourceBytes = 0
  sourceShift = 0
  streamBytes = 0
  carrierMarks = 0
  let at = start
  for (let depth = 0; depth < 3; depth++) {
    const first = load<u8>(at)
    if (isDigit(first)) {
      let next = skipIsoCarrier(at)
      if (next == 0) return at
      const stream = load<u64>(next)
      // `stderr F ` of CRI.
      if (
        (stream == 0x4620_7272_6564_7473 || stream == 0x4620_7475_6f64_7473) &&
        load<u8>(next, 8) == SPACE
      ) {
        next += 9
        carrierMarks |= MARK_CRI
      }
      const following = load<u8>(next)
      // A level after one blank: the time is the record's own, in a shape for the reference.
      if (following == SPACE || <u8>(following - 0x41) < 26) return start
      carrierMarks |= load<u8>(at, 23) == 0x5a ? MARK_ISO_3 : MARK_ISO_9
      at = next
    } else if (isLetter(first)) {
      const next = skipPrefix(at)
      if (next != 0 && (at == start || sourceBytes != 0) && isMerged(at, next)) {
        // What was merged twice is for the reference.
        if (at != start) return start
        sourceAt = at
        sourceBytes = mergedBytes
        sourceShift = mergedShift
        at = next
        continue
      }
      // A second bar belongs to the message.
      if (next == 0 || (carrierMarks & MARK_COMPOSE) != 0) return at
      carrierMarks |= MARK_COMPOSE
      streamAt = at
      streamBytes = nameBytes
      at = next
    } else return at
  }
  return at
}

/** Behind the line that `readJsonFile` read. */
export let jsonFileEnd: usize = 0
/** Behind the text that it wrote. */
export let jsonFileTextEnd: usize = 0

/** `","stream":"stderr","time":"` behind `{"log":"…\n`. */
function readTail(at: usize): usize {
  if (load<u64>(at) != 0x6d61_6572_7473_222c || load<u32>(at, 8) != 0x7322_3a22) return 0
  const stream = load<u32>(at, 12)
  if (stream != 0x7265_6474 && stream != 0x756f_6474) return 0
  at += 17
  if (load<u64>(at) != 0x2265_6d69_7422_2c22 || load<u16>(at, 8) != 0x223a) return 0
  at += 10
  // Whatever the time is: what is in the box has its own.
  at = findQuote(at)
  if (load<u8>(at) != QUOTE || load<u8>(at, 1) != CLOSING_BRACE) return 0
  return isLineEnd(at + 2) ? at + 2 : 0
}

function hexDigit(byte: u8): i32 {
  if (isDigit(byte)) return <i32>(byte - 0x30)
  const letter = <u8>((byte | 0x20) - 0x61)
  return letter < 6 ? <i32>letter + 10 : -1
}

/**
 * Docker's `{"log":"…\n","stream":"stderr","time":"…"}`: writes the text with its escapes resolved
 * and a line end to SCRATCH and returns that, or 0. Only a whole line of visible ASCII and tabs is
 * taken; a piece of a line that Docker cut has no `\n` at its end.
 */
export function readJsonFile(at: usize): usize {
  at += 8
  let to = SCRATCH
  const limit = SCRATCH + MAX_LINE
  while (true) {
    const bytes = v128.load(at)
    const special = <u32>i8x16.bitmask(specials(bytes))
    if (special == 0) {
      v128.store(to, bytes)
      at += 16
      to += 16
      if (to > limit) return 0
      continue
    }
    const backslashes = <u32>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(BACKSLASH)))
    const quotes = <u32>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(QUOTE)))
    // Nothing but escaped quotes: JSON in JSON.
    if (quotes == ((backslashes << 1) & 0xffff) && special == (backslashes | quotes)) {
      to = copyWithout(to, bytes, backslashes)
      // A backslash at the end waits for what is behind it.
      at += 16 - <usize>(backslashes >> 15)
      if (to > limit) return 0
      continue
    }
    v128.store(to, bytes)
    const plain = <usize>ctz(special)
    at += plain
    to += plain
    const byte = load<u8>(at)
    if (byte != BACKSLASH) return 0
    const escape = load<u8>(at, 1)
    if (escape == QUOTE || escape == BACKSLASH || escape == 0x2f) {
      store<u8>(to++, escape)
      at += 2
    } else if (escape == 0x74) {
      store<u8>(to++, 9)
      at += 2
    } else if (escape == 0x75) {
      const high = hexDigit(load<u8>(at, 4))
      const low = hexDigit(load<u8>(at, 5))
      if (load<u8>(at, 2) != 0x30 || load<u8>(at, 3) != 0x30 || high < 0 || low < 0) return 0
      const code = high * 16 + low
      if (code > 0x7e || (code < 0x20 && code != 9)) return 0
      store<u8>(to++, <u8>code)
      at += 6
    } else if (escape == 0x6e && load<u8>(at, 2) == QUOTE) {
      store<u8>(to, NEWLINE)
      jsonFileEnd = readTail(at + 3)
      jsonFileTextEnd = to
      carrierMarks |= MARK_JSON_FILE
      return jsonFileEnd == 0 ? 0 : SCRATCH
    } else return 0
  }
}
