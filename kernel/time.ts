import { isDigit } from './bytes'

/*
 * Times of records: whole seconds since 1970 and milliseconds, cut. What is read here is what
 * src/engine/scan/time.ts reads, for the shapes that programs write; all else is left to it.
 */

export let seconds: f64 = 0
export let millis: i32 = 0

function digits2(at: usize): i32 {
  return <i32>(load<u8>(at) - 0x30) * 10 + <i32>(load<u8>(at, 1) - 0x30)
}

function digitMask(at: usize): i32 {
  return i8x16.bitmask(i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10)))
}

let knownEpochHigh: u64 = 0
let knownEpochLow: u16 = 0
let knownEpoch: f64 = 0

/** zap's `ts`: ten digits, a dot, digits. Returns the end, or 0. */
export function readEpoch(at: usize): usize {
  const fraction = <usize>ctz(~digitMask(at + 11))
  if (load<u8>(at, 10) != 0x2e || fraction == 0 || fraction > 12) return 0
  const high = load<u64>(at)
  const low = load<u16>(at, 8)
  // What is known was ten digits.
  if (high != knownEpochHigh || low != knownEpochLow) {
    if ((digitMask(at) & 0x3ff) != 0x3ff) return 0
    let value: f64 = 0
    for (let place: usize = 0; place < 10; place++) {
      value = value * 10 + <f64>(load<u8>(at + place) - 0x30)
    }
    knownEpochHigh = high
    knownEpochLow = low
    knownEpoch = value
  }
  seconds = knownEpoch
  let cut = <i32>(load<u8>(at, 11) - 0x30) * 100
  if (fraction > 1) cut += <i32>(load<u8>(at, 12) - 0x30) * 10
  if (fraction > 2) cut += <i32>(load<u8>(at, 13) - 0x30)
  millis = cut
  return at + 11 + fraction
}

let knownDateHigh: u64 = 0
let knownDateLow: u16 = 0
let knownMidnight: f64 = 0

/** Midnight UTC of `YYYY-MM-DD`, or -1; nearly always the same day as the time before. */
function midnight(at: usize): f64 {
  const high = load<u64>(at)
  const low = load<u16>(at, 8)
  if (high != knownDateHigh || low != knownDateLow) {
    const year = digits2(at) * 100 + digits2(at + 2)
    const month = digits2(at + 5)
    const day = digits2(at + 8)
    if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31) return -1
    // Days from civil: the year begins in March, so that its leap day is the last.
    const shifted = month > 2 ? year : year - 1
    const inEra = shifted % 400
    const inYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    const days =
      (shifted / 400) * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468
    knownMidnight = <f64>days * 86_400
    knownDateHigh = high
    knownDateLow = low
  }
  return knownMidnight
}

/** Digits at 0-3, 5, 6, 8, 9, 11, 12, 14 and 15 of `2024-05-26T22:55`. */
const ISO_DIGITS: i32 = 0xdb6f
const ISO_SIGNS: i32 = 0x2490

/** Whether `YYYY-MM-DDTHH:MM:SS` stands here. */
export function isIsoToSecond(at: usize): bool {
  const template = i8x16(0, 0, 0, 0, 0x2d, 0, 0, 0x2d, 0, 0, 0x54, 0, 0, 0x3a, 0, 0)
  return (
    (digitMask(at) & ISO_DIGITS) == ISO_DIGITS &&
    (i8x16.bitmask(i8x16.eq(v128.load(at), template)) & ISO_SIGNS) == ISO_SIGNS &&
    load<u8>(at, 16) == 0x3a &&
    isDigit(load<u8>(at, 17)) &&
    isDigit(load<u8>(at, 18))
  )
}

/** Reads the time and its zone: milliseconds as `.000` or none. Returns the end, or 0. */
export function readIso(at: usize, hasMillis: bool): usize {
  if (!isIsoToSecond(at)) return 0
  let end = at + 19
  if (hasMillis) {
    if (load<u8>(end) != 0x2e || (digitMask(end + 1) & 7) != 7) return 0
    millis =
      <i32>(load<u8>(end, 1) - 0x30) * 100 +
      <i32>(load<u8>(end, 2) - 0x30) * 10 +
      <i32>(load<u8>(end, 3) - 0x30)
    end += 4
  } else millis = 0
  const day = midnight(at)
  if (day < 0) return 0
  let time = digits2(at + 11) * 3600 + digits2(at + 14) * 60 + digits2(at + 17)
  const zone = load<u8>(end)
  if (zone == 0x5a) end++
  else if (zone == 0x2b || zone == 0x2d) {
    const colon: usize = load<u8>(end, 3) == 0x3a ? 1 : 0
    if ((digitMask(end + 1) & 3) != 3 || (digitMask(end + 3 + colon) & 3) != 3) return 0
    const offset = (digits2(end + 1) * 60 + digits2(end + 3 + colon)) * 60
    time += zone == 0x2d ? offset : -offset
    end += 5 + colon
  } else return 0
  seconds = day + <f64>time
  return end
}

/** Behind a collector's `YYYY-MM-DDTHH:MM:SS.fffZ ` with three or nine digits, or 0. */
export function skipIsoCarrier(at: usize): usize {
  if (!isIsoToSecond(at) || load<u8>(at, 19) != 0x2e) return 0
  const fraction = <usize>ctz(~digitMask(at + 20))
  if (fraction != 3 && fraction != 9) return 0
  const end = at + 20 + fraction
  return load<u8>(end) == 0x5a && load<u8>(end, 1) == 0x20 ? end + 2 : 0
}
