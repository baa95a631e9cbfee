import {
  BACKSLASH,
  BRACE,
  CLOSING_BRACE,
  copyShape,
  copySpan,
  findGap,
  findQuote,
  firstBytes,
  hasBackslash,
  isDigit,
  isLetter,
  isLineEnd,
  isWordOrDash,
  QUOTE,
  skipString,
  SPACE,
} from './bytes'
import { MAX_NAME_BYTES, SETS, SET_BYTES } from './layout'

/*
 * The fields of a record, as far as rules ask for them. Only text that every reader would read
 * alike is taken: one blank where zap's console encoder writes one, no masking, no cut end. The
 * values of the fields of a set are written behind each other, in the order of the record:
 *
 *   u32 place of the name in the set, u32 length, u64 0, then the bytes as they stand there, or
 *   with a 0 for each digit where no escape stands among them
 */

const MAX_DEPTH: i32 = 32
const COMMA: u8 = 0x2c
const COLON: u8 = 0x3a
const BRACKET: u8 = 0x5b
const CLOSING_BRACKET: u8 = 0x5d

/** The place of a name in a set, or -1. */
function placeOf(set: u32, name: usize, length: usize): i32 {
  if (length > MAX_NAME_BYTES || length == 0) return -1
  const names = SETS + <usize>set * SET_BYTES
  const count = load<u32>(names)
  const bytes = firstBytes(name, length)
  for (let place: u32 = 0; place < count; place++) {
    const known = names + 16 + ((<usize>place) << 5)
    if (
      <usize>load<u32>(known) == length &&
      !v128.any_true(v128.xor(v128.load(known, 16), bytes))
    ) {
      return <i32>place
    }
  }
  return -1
}

/**
 * Whether no reader, however lenient, finds a field of the set in what follows: no name of it
 * stands there in one piece, and nothing is escaped or coloured that could hide one. Answers false
 * in any doubt. Where it is true, `textEnd` is the end of the line.
 */
export function lacksFields(at: usize, set: u32): bool {
  const names = SETS + <usize>set * SET_BYTES
  // More than one name: reading the fields is as fast.
  if (load<u32>(names) != 1) return false
  const last = <usize>load<u32>(names, 16) - 1
  const first = i8x16.splat(load<u8>(names, 32))
  const final = i8x16.splat(load<u8>(names + 32 + last))
  const name = v128.load(names, 32)
  while (true) {
    const bytes = v128.load(at)
    const special = i8x16.bitmask(
      v128.or(i8x16.lt_u(bytes, i8x16.splat(SPACE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH))),
    )
    let found = i8x16.bitmask(
      v128.and(i8x16.eq(bytes, first), i8x16.eq(v128.load(at + last), final)),
    )
    if ((special | found) != 0) {
      const until = special == 0 ? 16 : ctz(special)
      while (found != 0 && ctz(found) < until) {
        if (!v128.any_true(v128.xor(firstBytes(at + <usize>ctz(found), last + 1), name)))
          return false
        found &= found - 1
      }
      if (special != 0) {
        textEnd = at + <usize>until
        return isLineEnd(textEnd)
      }
    }
    at += 16
  }
}

export let textEnd: usize = 0

/** Where the values go, and how far they may. */
let out: usize = 0
let outEnd: usize = 0

function write(place: i32, value: usize, length: usize, isExact: bool): bool {
  if (out + 32 + length > outEnd) return false
  store<u32>(out, <u32>place)
  store<u32>(out, <u32>length, 4)
  store<u64>(out, 0, 8)
  out =
    isExact || hasBackslash(value, length)
      ? copySpan(out + 16, value, length)
      : copyShape(out + 16, value, length)
  return true
}

/** Behind a JSON value, or 0. */
function skipValue(at: usize, depth: i32): usize {
  const first = load<u8>(at)
  if (first == QUOTE) return skipString(at + 1)
  if (first == BRACE || first == BRACKET) {
    if (depth >= MAX_DEPTH) return 0
    const closing: u8 = first == BRACE ? CLOSING_BRACE : CLOSING_BRACKET
    at++
    if (load<u8>(at) == closing) return at + 1
    while (true) {
      if (first == BRACE) {
        if (load<u8>(at) != QUOTE) return 0
        at = skipString(at + 1)
        if (at == 0 || load<u8>(at) != COLON) return 0
        at++
        if (load<u8>(at) == SPACE) at++
      }
      at = skipValue(at, depth + 1)
      if (at == 0) return 0
      const next = load<u8>(at++)
      if (next == closing) return at
      if (next != COMMA) return 0
      if (load<u8>(at) == SPACE) at++
    }
  }
  const start = at
  while (true) {
    const byte = load<u8>(at)
    if (isLetter(byte) || isDigit(byte) || byte == 0x2b || byte == 0x2d || byte == 0x2e) at++
    else {
      const isEnd = byte == COMMA || byte == CLOSING_BRACE || byte == CLOSING_BRACKET
      return isEnd && at > start ? at : 0
    }
  }
}

/**
 * Writes the values that the set names out of the JSON object around `at`: at its brace, or at the
 * comma or brace behind one of its values. Returns the end of what was written, or 0.
 */
export function writeJsonFields(at: usize, set: u32, to: usize, end: usize, isExact: bool): usize {
  out = to
  outEnd = end
  if (load<u8>(at) == BRACE && load<u8>(at, 1) == CLOSING_BRACE) at++
  while (true) {
    const sign = load<u8>(at++)
    if (sign == CLOSING_BRACE) return isLineEnd(at) ? out : 0
    if (sign != COMMA && sign != BRACE) return 0
    if (sign == COMMA && load<u8>(at) == SPACE) at++
    if (load<u8>(at) != QUOTE) return 0
    const name = at + 1
    at = findQuote(name)
    if (load<u8>(at) != QUOTE || load<u8>(at, 1) != COLON) return 0
    const place = placeOf(set, name, at - name)
    at += 2
    if (load<u8>(at) == SPACE) at++
    const value = at
    at = skipValue(at, 1)
    if (at == 0) return 0
    if (place >= 0 && !write(place, value, at - value, isExact)) return 0
  }
}

/** The same for logrus' `key=value key="value"`; `at` is the blank before a key, or the line end. */
export function writeLogfmtFields(
  at: usize,
  set: u32,
  to: usize,
  end: usize,
  isExact: bool,
): usize {
  out = to
  outEnd = end
  while (!isLineEnd(at)) {
    if (load<u8>(at++) != SPACE) return 0
    const name = at
    while (isWordOrDash(load<u8>(at)) || load<u8>(at) == 0x40 || load<u8>(at) == 0x2f) at++
    if (at == name || load<u8>(at) != 0x3d) return 0
    const place = placeOf(set, name, at - name)
    const value = ++at
    at = load<u8>(at) == QUOTE ? skipString(at + 1) : findGap(at)
    if (at == 0) return 0
    if (place >= 0 && !write(place, value, at - value, isExact)) return 0
  }
  return out
}
