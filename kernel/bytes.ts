import { PACKING } from './layout'

/*
 * Bytes, 16 at a time. Everything that searches ends at a control character: whoever calls the
 * kernel puts a line end behind the input.
 */

export const QUOTE: u8 = 0x22
export const BACKSLASH: u8 = 0x5c
export const NEWLINE: u8 = 0x0a
export const RETURN: u8 = 0x0d
export const TAB: u8 = 0x09
export const SPACE: u8 = 0x20
export const BRACE: u8 = 0x7b
export const CLOSING_BRACE: u8 = 0x7d

/** 16 bytes of ones, then 16 of zeros: a load at `+ 16 - n` keeps the first n bytes. */
// prettier-ignore
const MASKS = memory.data<u8>([
  0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
], 16)

export function firstBytes(from: usize, count: usize): v128 {
  return v128.and(v128.load(from), v128.load(MASKS + 16 - count))
}

/** Copies a span and fills it with zeros up to a multiple of 16; returns the end of the copy. */
export function copySpan(to: usize, from: usize, length: usize): usize {
  while (length >= 16) {
    v128.store(to, v128.load(from))
    to += 16
    from += 16
    length -= 16
  }
  if (length != 0) {
    v128.store(to, firstBytes(from, length))
    to += 16
  }
  return to
}

/** The same with a 0 for each digit. */
export function copyShape(to: usize, from: usize, length: usize): usize {
  while (length >= 16) {
    v128.store(to, shapeOf(v128.load(from)))
    to += 16
    from += 16
    length -= 16
  }
  if (length != 0) {
    v128.store(to, shapeOf(firstBytes(from, length)))
    to += 16
  }
  return to
}

function shapeOf(bytes: v128): v128 {
  const zero = i8x16.splat(0x30)
  return v128.bitselect(zero, bytes, i8x16.lt_u(i8x16.sub(bytes, zero), i8x16.splat(10)))
}

/** The quotes, backslashes and control characters of 16 bytes. */
export function specials(bytes: v128): v128 {
  return v128.or(
    v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH))),
    i8x16.lt_u(bytes, i8x16.splat(SPACE)),
  )
}

/** The first quote, backslash or control character from `at` on. */
export function findQuote(at: usize): usize {
  while (true) {
    // Two at a time: most texts end in the first round, so the way on is foreseen.
    const found =
      (<u32>i8x16.bitmask(specials(v128.load(at)))) |
      ((<u32>i8x16.bitmask(specials(v128.load(at, 16)))) << 16)
    if (found != 0) return at + <usize>ctz(found)
    at += 32
  }
}

for (let left: usize = 0; left < 256; left++) {
  let to = PACKING + left * 8
  for (let place: usize = 0; place < 8; place++) {
    if (((left >> place) & 1) == 0) store<u8>(to++, <u8>place)
  }
}

/** Copies 16 bytes without those of a set; returns the end of the copy. */
export function copyWithout(to: usize, bytes: v128, left: u32): usize {
  const low = <usize>(left & 0xff)
  const high = <usize>(left >> 8)
  const places = i64x2(load<i64>(PACKING + low * 8), load<i64>(PACKING + high * 8))
  const packed = i8x16.swizzle(bytes, v128.or(places, i64x2(0, 0x0808_0808_0808_0808)))
  store<i64>(to, i64x2.extract_lane(packed, 0))
  to += 8 - <usize>popcnt(<u32>low)
  store<i64>(to, i64x2.extract_lane(packed, 1))
  return to + 8 - <usize>popcnt(<u32>high)
}

/** The same for what mostly ends within 16 bytes. */
export function findNearQuote(at: usize): usize {
  const found = i8x16.bitmask(specials(v128.load(at)))
  return found != 0 ? at + <usize>ctz(found) : findQuote(at + 16)
}

export function hasBackslash(at: usize, length: usize): bool {
  const end = at + length
  for (; at < end; at += 16) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(BACKSLASH)))
    if (found != 0) return at + <usize>ctz(found) < end
  }
  return false
}

/** Behind the closing quote of a string that begins at `at`, or 0. Escapes are jumped over. */
export function skipString(at: usize): usize {
  while (true) {
    at = findQuote(at)
    const byte = load<u8>(at)
    if (byte == QUOTE) return at + 1
    if (byte != BACKSLASH || load<u8>(at, 1) < SPACE) return 0
    at += 2
  }
}

/** The first byte from `at` on that is no visible ASCII character. */
export function findGap(at: usize): usize {
  while (true) {
    // Signed: bytes from 0x80 on are negative.
    const found = i8x16.bitmask(i8x16.lt_s(v128.load(at), i8x16.splat(SPACE + 1)))
    if (found != 0) return at + <usize>ctz(found)
    at += 16
  }
}

export function findNewline(at: usize): usize {
  const newline = i8x16.splat(NEWLINE)
  while (true) {
    const first = i8x16.eq(v128.load(at), newline)
    const second = i8x16.eq(v128.load(at, 16), newline)
    const third = i8x16.eq(v128.load(at, 32), newline)
    const fourth = i8x16.eq(v128.load(at, 48), newline)
    if (v128.any_true(v128.or(v128.or(first, second), v128.or(third, fourth)))) {
      const low = (<u32>i8x16.bitmask(first)) | ((<u32>i8x16.bitmask(second)) << 16)
      if (low != 0) return at + <usize>ctz(low)
      const high = (<u32>i8x16.bitmask(third)) | ((<u32>i8x16.bitmask(fourth)) << 16)
      return at + 32 + <usize>ctz(high)
    }
    at += 64
  }
}

export function isDigit(byte: u8): bool {
  return <u8>(byte - 0x30) < 10
}

export function isLetter(byte: u8): bool {
  return <u8>((byte | 0x20) - 0x61) < 26
}

/** What `\w`, a dot and a dash are to a regular expression. */
export function isWordOrDash(byte: u8): bool {
  return isLetter(byte) || isDigit(byte) || byte == 0x5f || byte == 0x2e || byte == 0x2d
}

/** Whether the line ends here, with or without a carriage return before the line end. */
export function isLineEnd(at: usize): bool {
  const byte = load<u8>(at)
  return byte == NEWLINE || (byte == RETURN && load<u8>(at, 1) == NEWLINE)
}
