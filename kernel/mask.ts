import { BACKSLASH, isDigit, isLetter, QUOTE } from './bytes'
import { CLASSES, MESSAGE } from './layout'

/*
 * A message without what surely changes: numbers, identifiers and quoted texts, just as CHANGING in
 * src/engine/templates/shape.ts leaves them out. It works on bytes, for all that it looks for is
 * ASCII, and no other character counts as one of a word. A byte that belongs to no word has to stand
 * before the message and behind it.
 */

/** So much of a message the reference looks at. */
export const MAX_MESSAGE: usize = 320
/** An empty quoted text grows by one byte. */
export const MAX_MASK: usize = 480

const DIGIT: u8 = 1
const LETTER: u8 = 2
const UNDERSCORE: u8 = 4
/** Of those the letters of a hexadecimal number, small and large. */
const SMALL_HEXADECIMAL: u8 = 8
const LARGE_HEXADECIMAL: u8 = 16
/** What parts the numbers of a date, a time or an address. */
const SEPARATOR: u8 = 32

const NAME: u8 = LETTER | UNDERSCORE
const WORD: u8 = NAME | DIGIT
const HEXADECIMAL: u8 = DIGIT | SMALL_HEXADECIMAL | LARGE_HEXADECIMAL

for (let byte: usize = 0; byte < 256; byte++) {
  const code = <u8>byte
  let bits: u8 = 0
  if (isDigit(code)) bits |= DIGIT
  if (isLetter(code)) bits |= LETTER
  if (<u8>(code - 0x61) < 6) bits |= SMALL_HEXADECIMAL
  if (<u8>(code - 0x41) < 6) bits |= LARGE_HEXADECIMAL
  if (code == 0x5f) bits |= UNDERSCORE
  // `.:,/T-`
  if (code == 0x2e || code == 0x3a || code == 0x2c || code == 0x2f || code == 0x54 || code == 0x2d)
    bits |= SEPARATOR
  store<u8>(CLASSES + byte, bits)
}

function is(byte: u8, set: u8): bool {
  return (load<u8>(CLASSES + <usize>byte) & set) != 0
}

/** The first byte from `at` on that is none of a set. */
function behind(at: usize, set: u8): usize {
  while (is(load<u8>(at), set)) at++
  return at
}

/** Behind a text in quotes, or 0. */
function quotedEnd(at: usize, end: usize): usize {
  at++
  while (at < end) {
    const byte = load<u8>(at)
    if (byte == QUOTE) return at + 1
    if (byte == BACKSLASH) {
      // A line of Unicode ends there, behind which a backslash stands for nothing.
      if (load<u16>(at, 1) == 0x80e2 && (load<u8>(at, 3) | 1) == 0xa9) return 0
      at++
    }
    at++
  }
  return 0
}

/** `8-4-4-4-12`, the first eight of which stand there. */
function isUuid(at: usize): bool {
  at += 8
  for (let group = 0; group < 4; group++) {
    if (load<u8>(at) != 0x2d) return false
    const end = behind(at + 1, HEXADECIMAL)
    if (end - at - 1 != <usize>(group == 3 ? 12 : 4)) return false
    at = end
  }
  return !is(load<u8>(at), WORD)
}

/** Behind one of Go's durations, or 0. */
function durationEnd(at: usize): usize {
  while (true) {
    at = behind(at, DIGIT)
    if (load<u8>(at) == 0x2e && is(load<u8>(at, 1), DIGIT)) at = behind(at + 1, DIGIT)
    const unit = load<u8>(at)
    const isSecond = load<u8>(at, 1) == 0x73
    if (unit == 0x68 || unit == 0x73) at++
    else if (unit == 0x6d) at += isSecond ? 2 : 1
    else if ((unit == 0x75 || unit == 0x6e) && isSecond) at += 2
    // `µs`
    else if (load<u16>(at) == 0xb5c2 && load<u8>(at, 2) == 0x73) at += 3
    else return 0
    const next = load<u8>(at)
    if (!is(next, WORD)) return at
    if (!is(next, DIGIT)) return 0
  }
}

/** Behind what changes that begins with the word which begins here, or 0. */
function changingEnd(at: usize): usize {
  const end = behind(at, WORD)
  const names = behind(at, NAME)
  const digits = behind(names, DIGIT)
  // `PA_…`
  for (
    let letters: usize = 2;
    letters <= 4 && <u8>(load<u8>(at + letters - 1) - 0x41) < 26;
    letters++
  ) {
    if (load<u8>(at + letters) != 0x5f) continue
    if (<u8>(load<u8>(at) - 0x41) < 26 && end - at >= letters + 7) return end
  }
  if (end - at == 8 && behind(at, HEXADECIMAL) == end && isUuid(at)) return at + 36
  // `0x`
  if (load<u16>(at) == 0x7830) {
    const number = behind(at + 2, HEXADECIMAL)
    if (number > at + 2) return number
  }
  if (end - at >= 12 && behind(at, DIGIT | SMALL_HEXADECIMAL) == end) return end
  if (names == at) {
    const duration = durationEnd(at)
    if (duration != 0) return duration
  }
  const others = behind(digits, NAME)
  return digits > names && others > digits && is(load<u8>(others), DIGIT) ? end : 0
}

/** Behind a number, and what is made of it. */
function numberEnd(at: usize): usize {
  at = behind(at, DIGIT)
  while (is(load<u8>(at), SEPARATOR) && is(load<u8>(at, 1), DIGIT)) at = behind(at + 1, DIGIT)
  return load<u8>(at) == 0x5a && !is(load<u8>(at, 1), WORD) ? at + 1 : at
}

/** Behind what changes from here on, or 0. */
function endOfChange(at: usize, end: usize): usize {
  const byte = load<u8>(at)
  if (byte == QUOTE) return quotedEnd(at, end)
  if (!is(byte, WORD)) return 0
  const before = load<u8>(at - 1)
  if (!is(before, WORD)) {
    const changing = changingEnd(at)
    if (changing != 0) return changing
  }
  if (!is(byte, DIGIT)) return 0
  if (!is(before, LETTER | DIGIT)) return numberEnd(at)
  const digits = behind(at, DIGIT)
  return digits - at >= 4 ? digits : 0
}

/** Whether something was left out, and whether that was a quoted text. */
export let hasChanging: bool = false
export let hasQuoted: bool = false

/** Writes the mask of a message, a 0 for all that changes; returns its end. */
export function writeMask(to: usize, message: usize, length: usize): usize {
  const end = message + length
  hasChanging = hasQuoted = false
  let at = message
  while (at < end) {
    const next = endOfChange(at, end)
    if (next == 0) {
      // What is left of a word changes only where digits stand in it.
      do store<u8>(to++, load<u8>(at++))
      while (at < end && is(load<u8>(at), NAME) && is(load<u8>(at - 1), WORD))
      continue
    }
    hasChanging = true
    if (load<u8>(at) == QUOTE) {
      hasQuoted = true
      store<u8>(to, QUOTE)
      store<u8>(to, 0, 1)
      store<u8>(to, QUOTE, 2)
      to += 3
    } else store<u8>(to++, 0)
    at = next
  }
  return to
}

/** Writes the text that a string of JSON stands for to MESSAGE; returns its length, or 0 in any doubt. */
export function unescape(at: usize, length: usize): usize {
  const end = at + length
  let to = MESSAGE
  store<u8>(to - 1, 0)
  while (at < end) {
    let byte = load<u8>(at++)
    if (byte == BACKSLASH) {
      byte = load<u8>(at++)
      if (byte != QUOTE && byte != BACKSLASH && byte != 0x2f) return 0
    }
    store<u8>(to++, byte)
  }
  store<u8>(to, 0)
  return to - MESSAGE
}
