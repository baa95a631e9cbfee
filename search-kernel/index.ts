/*
 * Finds literals in bytes, 16 bytes at a time, and marks the records that hold one. AssemblyScript;
 * src/engine/search/finder.ts is the other side of it.
 *
 *   address   what lies there
 *   0x00400   nibble tables: for each of the three bytes of a fingerprint, 16 bytes for its low
 *             half and 16 for its high half; a bit stands for a bucket of literals
 *   0x00500   which literals are in each of the 8 buckets (u64 each)
 *   0x00600   length of each literal (u8), 0x00640 where its fingerprint begins in it (u8)
 *   0x01000   the bytes of the literal, where there is one; 0x02000 what is or-ed to the text first
 *             (0x20 under a letter of any case)
 *   0x03000   where there are many: 64 bytes and 64 bytes to or, for each
 *   0x05000   bytes from each record of a block to the next (u16); 0xffff where that is a long step
 *   0x08000   the long steps, in the order of their records (f64)
 *   0x11000   the marks, a bit for each record
 *   0x20000   the piece of the file, with room behind it to read beyond its end
 */

const TABLES: usize = 0x400
const BUCKETS: usize = 0x500
const LENGTHS: usize = 0x600
const PLACES: usize = 0x640
const LITERAL: usize = 0x1000
const MASK: usize = 0x2000
const LITERALS: usize = 0x3000
const STEPS: usize = 0x5000
const LONG_STEPS: usize = 0x8000
const MARKS: usize = 0x11000
const PIECE: usize = 0x20000

const LONG_STEP: u16 = 0xffff

const NONE: u32 = 0xffffffff

let isOne: bool = true
let isFolded: bool = false
let isRare: bool = false
let length: u32 = 0
let place1: u32 = 0
let place2: u32 = 0

/**
 * One literal of `size` bytes, looked for by its bytes at two places: the rarest ones.
 *
 * @param folded whether its mask says anything
 * @param rare whether hardly any 64 bytes of a log hold its rarest byte
 */
export function lookForOne(size: u32, rarest: u32, second: u32, folded: bool, rare: bool): void {
  isOne = true
  isFolded = folded
  isRare = rare
  length = size
  place1 = rarest
  place2 = second
}

/** The literals that the tables describe. */
export function lookForMany(): void {
  isOne = false
}

/** Where the first literal from `from` on begins that ends before `end`, or NONE. */
export function find(from: u32, end: u32): u32 {
  if (!isOne) return findMany(from, end)
  return isFolded ? findOne(from, end, true) : findOne(from, end, false)
}

/** The record that was looked at last, and where the log goes on behind it. */
let record: u32 = 0
let recordEnd: i64 = 0
let nextLong: usize = LONG_STEPS

/** From now on, of the records that the steps describe; the first one begins at `start` of the log. */
export function beginBlock(start: f64): void {
  record = 0
  nextLong = LONG_STEPS
  recordEnd = <i64>start + stepOf(0)
}

function stepOf(number: u32): i64 {
  const step = load<u16>(STEPS + (number << 1))
  if (step != LONG_STEP) return <i64>step
  nextLong += 8
  return <i64>load<f64>(nextLong - 8)
}

/**
 * Marks the records that hold a literal, and gives how many were not marked yet. Pieces of a block come
 * in their order; this one lies at `offset` of the log.
 *
 * @param first the bit of the first record of the block
 */
export function mark(from: u32, end: u32, first: u32, offset: f64): u32 {
  const shift = <i64>PIECE - <i64>offset
  let marked: u32 = 0
  let at = from
  while (true) {
    // One match is enough for a record.
    if (isMarked(first + record)) at = <u32>min<i64>(max<i64>(at, recordEnd + shift), end)
    at = find(at, end)
    if (at == NONE) return marked
    while (recordEnd + shift <= <i64>at) recordEnd += stepOf(++record)
    if (isMarked(first + record)) continue
    const byte = MARKS + ((first + record) >> 3)
    store<u8>(byte, load<u8>(byte) | (<u8>1 << <u8>((first + record) & 7)))
    marked++
  }
}

function isMarked(bit: u32): bool {
  return ((load<u8>(MARKS + (bit >> 3)) >> <u8>(bit & 7)) & 1) != 0
}

/** Where the line begins that holds `at`, not before `from`. */
export function lineStart(at: u32, from: u32): u32 {
  const newline = i8x16.splat(0x0a)
  let end = at
  while (end >= from + 16) {
    const places = <u32>i8x16.bitmask(i8x16.eq(v128.load(end - 16), newline))
    if (places != 0) return end - 16 + 32 - <u32>clz(places)
    end -= 16
  }
  while (end > from && load<u8>(end - 1) != 0x0a) end--
  return end
}

/** Where the next line end stands, or `end`. */
export function lineEnd(at: u32, end: u32): u32 {
  const newline = i8x16.splat(0x0a)
  for (let from = at; from < end; from += 16) {
    const places = <u32>i8x16.bitmask(i8x16.eq(v128.load(from), newline))
    if (places != 0) return min(end, from + <u32>ctz(places))
  }
  return end
}

/** Whether the text, with some of its bits set, is a literal of `size` bytes. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function isLiteral(at: usize, size: u32, literal: usize, mask: usize): bool {
  for (let i: u32 = 0; i < size; i += 16) {
    const isSame = i8x16.eq(v128.or(v128.load(at + i), v128.load(mask + i)), v128.load(literal + i))
    const asked: u32 = size - i < 16 ? ((<u32>1) << (size - i)) - 1 : 0xffff
    if ((<u32>i8x16.bitmask(isSame) & asked) != asked) return false
  }
  return true
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function places(at: usize, byte: v128, mask: v128, folded: bool): v128 {
  const text = v128.load(at)
  return i8x16.eq(folded ? v128.or(text, mask) : text, byte)
}

/** As find. Inlined once for each `folded`, so that bytes that stand for themselves cost no masks. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function findOne(from: u32, end: u32, folded: bool): u32 {
  if (from >= end || end - from < length) return NONE
  const last = end - length
  const byte1 = i8x16.splat(load<u8>(LITERAL + place1))
  const byte2 = i8x16.splat(load<u8>(LITERAL + place2))
  const mask1 = i8x16.splat(load<u8>(MASK + place1))
  const mask2 = i8x16.splat(load<u8>(MASK + place2))
  for (let at = from; at <= last; at += 64) {
    const p = <usize>at + place1
    let a = places(p, byte1, mask1, folded)
    let b = places(p + 16, byte1, mask1, folded)
    let c = places(p + 32, byte1, mask1, folded)
    let d = places(p + 48, byte1, mask1, folded)
    // A byte that is nearly always there decides nothing, and is guessed wrong now and then.
    if (isRare && !v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) continue
    const q = <usize>at + place2
    a = v128.and(a, places(q, byte2, mask2, folded))
    b = v128.and(b, places(q + 16, byte2, mask2, folded))
    c = v128.and(c, places(q + 32, byte2, mask2, folded))
    d = v128.and(d, places(q + 48, byte2, mask2, folded))
    if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) continue
    let candidates: u64 =
      <u64>i8x16.bitmask(a) | (<u64>i8x16.bitmask(b) << 16) | (<u64>i8x16.bitmask(c) << 32) | (<u64>i8x16.bitmask(d) << 48)
    while (candidates != 0) {
      const found = at + <u32>ctz(candidates)
      if (found > last) return NONE
      if (isLiteral(found, length, LITERAL, MASK)) return found
      candidates &= candidates - 1
    }
  }
  return NONE
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function bucketsOf(text: v128, table: usize): v128 {
  const low = i8x16.swizzle(v128.load(table), v128.and(text, i8x16.splat(0x0f)))
  const high = i8x16.swizzle(v128.load(table, 16), i8x16.shr_u(text, 4))
  return v128.and(low, high)
}

/** The buckets whose fingerprints can begin at each of 16 places. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function fingerprintsAt(at: usize): v128 {
  return v128.and(
    v128.and(bucketsOf(v128.load(at), TABLES), bucketsOf(v128.load(at, 1), TABLES + 32)),
    bucketsOf(v128.load(at, 2), TABLES + 64),
  )
}

function findMany(from: u32, end: u32): u32 {
  for (let at = from; at < end; at += 32) {
    const buckets1 = fingerprintsAt(at)
    const buckets2 = fingerprintsAt(at + 16)
    if (!v128.any_true(v128.or(buckets1, buckets2))) continue
    const found = firstOf(buckets1, at, from, end)
    if (found != NONE) return found
    const later = firstOf(buckets2, at + 16, from, end)
    if (later != NONE) return later
  }
  return NONE
}

/** The first literal among those whose fingerprints can begin at the 16 places from `at` on. */
function firstOf(buckets: v128, at: u32, from: u32, end: u32): u32 {
  v128.store(TABLES + 96, buckets)
  let places: u32 = i8x16.bitmask(i8x16.ne(buckets, i8x16.splat(0)))
  while (places != 0) {
    const place = <u32>ctz(places)
    const found = literalIn(<u32>load<u8>(TABLES + 96 + place), at + place, from, end)
    if (found != NONE) return found
    places &= places - 1
  }
  return NONE
}

/** The beginning of a literal of these buckets that has its fingerprint at `at`. */
function literalIn(buckets: u32, at: u32, from: u32, end: u32): u32 {
  while (buckets != 0) {
    let literals = load<u64>(BUCKETS + (<usize>ctz(buckets) << 3))
    while (literals != 0) {
      const literal = <u32>ctz(literals)
      const size = <u32>load<u8>(LENGTHS + literal)
      const start = at - <u32>load<u8>(PLACES + literal)
      // A place before the memory's beginning is a huge number, which no piece reaches.
      const bytes = LITERALS + (<usize>literal << 7)
      if (start >= from && start + size <= end && isLiteral(start, size, bytes, bytes + 64)) return start
      literals &= literals - 1
    }
    buckets &= buckets - 1
  }
  return NONE
}
