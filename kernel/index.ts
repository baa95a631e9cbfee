import { BRACE, findNewline, isDigit, NEWLINE } from './bytes'
import { jsonFileEnd, readJsonFile, skipCarriers } from './carriers'
import { readConsole, readLogrus, readZapJson, signatureEnd, writeFields } from './heads'
import {
  ANCHORS,
  EXTENDED,
  FAR,
  KINDS,
  MAX_LINE,
  NONE,
  R_ANCHORS,
  R_AREA,
  R_COUNT,
  R_FAR,
  R_FIRST_TIME,
  R_HELD,
  R_LAST,
  R_LAST_TIME,
  R_STOP,
  R_TOUCHED,
  RESULT,
  SECONDS,
  STEPS,
  TALLIES,
  TALLY_BYTES,
  TOUCHED,
} from './layout'
import {
  AREA_HEAD,
  areaAt,
  find,
  MAX_SIGNATURE,
  NEEDS_FIELDS,
  outcomeOf,
  seal,
  UNDECIDABLE,
} from './table'
import { millis, seconds } from './time'

export * from './layout'
export { addName, addSet } from './sets'
export { clear, learn, NEEDS_FIELDS, UNDECIDABLE } from './table'

/*
 * Decides records whose reading the reference would not read otherwise: an exact memo in front of
 * it. A record is decided when the line after it begins another one for certain; until then it is
 * held, for a line that continues it changes what it says.
 */

/** Why `scan` stopped: the input is at its end, or the columns are full. */
export const STOP_END: i32 = 0
export const STOP_FULL: i32 = 1
/** The next line begins a record whose outcome is not known. */
export const STOP_UNKNOWN: i32 = 2
/** What the next line is, only the reference can say. */
export const STOP_UNSURE: i32 = 3

const UNKNOWN: i32 = -1
const UNSURE: i32 = -2

let area: u32 = 0
let missedArea: u32 = NONE
let isExtended = false
/** Position of the line end of the line that `decide` looked at. */
let lineEnd: usize = 0

/** The kind of the record that a line begins, or UNKNOWN, or UNSURE. */
function decide(start: usize): i32 {
  const signature = areaAt(area)
  let body = skipCarriers(start)
  let isCarried = false
  let first = load<u8>(body)
  // `{"log":"`
  if (first == BRACE && load<u64>(body) == 0x223a_2267_6f6c_227b) {
    body = readJsonFile(body)
    isCarried = true
    first = body == 0 ? 0 : load<u8>(body)
  }
  let after: usize = 0
  if (first == BRACE) after = readZapJson(body, signature)
  else if (isDigit(first)) after = readConsole(body, signature)
  else if (first == 0x74) after = readLogrus(body, signature)
  if (after == 0) {
    lineEnd = findNewline(start)
    return UNSURE
  }
  lineEnd = isCarried ? findNewline(jsonFileEnd) : findNewline(after)
  if (lineEnd - start > MAX_LINE) return UNSURE
  seal(signature, signatureEnd)
  isExtended = false
  let entry = find(signature)
  if (entry != 0) {
    let outcome = outcomeOf(entry)
    if (outcome < NEEDS_FIELDS) return <i32>outcome
    missedArea = NONE
    if (outcome >= UNDECIDABLE) return UNKNOWN
    // The entry stands for the base of the signature from here on.
    store<u32>(signature, 0xff, AREA_HEAD)
    store<u32>(signature, <u32>entry, AREA_HEAD + 4)
    store<u64>(signature, 0, AREA_HEAD + 8)
    const values = signature + AREA_HEAD + 16
    const end = writeFields(outcome & 0xffff, values, signature + AREA_HEAD + MAX_SIGNATURE)
    if (end == 0) return UNKNOWN
    seal(signature, end)
    isExtended = true
    entry = find(signature)
    if (entry != 0) {
      outcome = outcomeOf(entry)
      return outcome < NEEDS_FIELDS ? <i32>outcome : UNKNOWN
    }
  }
  missedArea = area
  return UNKNOWN
}

// The columns so far.
let count: usize = 0
let anchors: usize = 0
let far: usize = 0
let touched: usize = 0
let secondsBefore: f64 = 0

function append(number: u32, offset: usize, step: usize, kind: i32, second: f64, time: f64): void {
  store<u16>(STEPS + (count << 1), <u16>step)
  store<u16>(KINDS + (count << 1), <u16>kind)
  const difference = second - secondsBefore
  if (difference > -128 && difference <= 127) {
    store<i8>(SECONDS + count, <i8>(<i32>difference))
  } else {
    store<i8>(SECONDS + count, -128)
    store<u32>(FAR + (far << 4), <u32>count)
    store<f64>(FAR + (far << 4), second, 8)
    far++
  }
  secondsBefore = second
  if (((number + <u32>count) & 0xff) == 0) {
    store<f64>(ANCHORS + (anchors << 4), <f64>offset)
    store<f64>(ANCHORS + (anchors << 4), second, 8)
    anchors++
  }
  const tally = TALLIES + <usize>kind * TALLY_BYTES
  const before = load<u32>(tally)
  store<u32>(tally, before + 1)
  if (before == 0) {
    store<u16>(TOUCHED + (touched << 1), <u16>kind)
    touched++
    store<u32>(tally, <u32>count, 4)
    store<f64>(tally, time, 8)
    store<f64>(tally, time, 16)
  } else {
    if (time < load<f64>(tally, 8)) store<f64>(tally, time, 8)
    if (time > load<f64>(tally, 16)) store<f64>(tally, time, 16)
  }
  count++
}

/**
 * Scans the lines from `start` up to `end`, where a line end must stand behind the input.
 *
 * @param limit records that the columns may take
 * @param number of the first record in the log, for the anchors
 * @returns why it stopped; all else stands in RESULT
 */
export function scan(start: usize, end: usize, limit: u32, number: u32): i32 {
  store<u8>(end, NEWLINE)
  // The tallies are handed over once.
  for (let place: usize = 0; place < touched; place++) {
    store<u32>(TALLIES + <usize>load<u16>(TOUCHED + (place << 1)) * TALLY_BYTES, 0)
  }
  count = anchors = far = touched = 0
  secondsBefore = Infinity
  let held: usize = 0
  let heldKind = 0
  let heldSecond: f64 = 0
  let heldTime: f64 = 0
  let last: usize = 0
  let lastTime: f64 = 0
  let reason = STOP_END
  let at = start
  missedArea = NONE
  while (at < end) {
    const kind = decide(at)
    if (lineEnd >= end) break
    if (kind == UNSURE) {
      reason = STOP_UNSURE
      break
    }
    if (held != 0) {
      if (count == 0) store<f64>(RESULT, heldTime, R_FIRST_TIME)
      append(number, held - start, at - held, heldKind, heldSecond, heldTime)
      last = held
      lastTime = heldTime
      held = 0
    }
    if (kind == UNKNOWN) {
      reason = STOP_UNKNOWN
      break
    }
    if (count >= <usize>limit) {
      reason = STOP_FULL
      break
    }
    held = at
    heldKind = kind
    heldSecond = seconds
    heldTime = seconds * 1000 + <f64>millis
    at = lineEnd + 1
  }
  let waiting = NONE
  if (reason == STOP_UNKNOWN && missedArea != NONE) {
    // What is built next must not destroy it.
    waiting = missedArea | (isExtended ? EXTENDED : 0)
    area ^= 1
  }
  store<u32>(RESULT, <u32>count, R_COUNT)
  store<u32>(RESULT, held == 0 ? NONE : <u32>held, R_HELD)
  store<u32>(RESULT, <u32>at, R_STOP)
  store<u32>(RESULT, waiting, R_AREA)
  store<u32>(RESULT, <u32>anchors, R_ANCHORS)
  store<u32>(RESULT, <u32>far, R_FAR)
  store<u32>(RESULT, <u32>touched, R_TOUCHED)
  store<u32>(RESULT, <u32>last, R_LAST)
  store<f64>(RESULT, lastTime, R_LAST_TIME)
  return reason
}

/** Where the line that begins at `start` ends, behind its line end; `end` where it has none. */
export function lineAfter(start: usize, end: usize): usize {
  store<u8>(end, NEWLINE)
  const found = findNewline(start)
  return found >= end ? end : found + 1
}

/**
 * The second of the first two lines behind each other that both begin a record, or 0. One alone
 * could be taken for a piece of a line that a collector cut; no piece comes after it.
 */
export function cut(start: usize, end: usize): usize {
  store<u8>(end, NEWLINE)
  let isBehindHead = false
  let at = start
  while (at < end) {
    const isHead = decide(at) != UNSURE
    if (lineEnd >= end) return 0
    if (isHead && isBehindHead) return at
    isBehindHead = isHead
    at = lineEnd + 1
  }
  return 0
}
