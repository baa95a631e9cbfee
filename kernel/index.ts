import { BRACE, findNewline, isDigit, NEWLINE } from './bytes'
import { jsonFileEnd, jsonFileTextEnd, readJsonFile, skipCarriers, sourceShift } from './carriers'
import {
  isExact,
  isWithout,
  keepDigits,
  LOGRUS,
  readConsole,
  readLogrus,
  readZapJson,
  sealHead,
  writeFields,
  ZAP_CONSOLE,
  ZAP_JSON,
} from './heads'
import {
  ANCHORS,
  CONTINUING,
  EXACT,
  EXTENDED,
  EXTRA_LINES,
  FAR,
  KINDS,
  LACKING,
  MAX_LINE,
  NONE,
  R_ANCHORS,
  R_AREA,
  R_COUNT,
  R_EXTRA,
  R_FAR,
  R_FIRST_TIME,
  R_HELD,
  R_HELD_END,
  R_KEY,
  R_LAST,
  R_LAST_LINE,
  R_LAST_TIME,
  R_LINES,
  R_SHAPE,
  R_SLOT,
  R_STOP,
  R_TOUCHED,
  RESULT,
  SECONDS,
  STEPS,
  TALLIES,
  TALLY_BYTES,
  TOUCHED,
} from './layout'
import { continues, GOES_ON, hold, MAY_GO_ON } from './lines'
import { findShape, forgetShape, shapeArea } from './shapes'
import {
  AREA_HEAD,
  areaAt,
  find,
  isWorthLearning,
  MAX_SIGNATURE,
  MISSED,
  NEEDS_DIGITS,
  NEEDS_FIELDS,
  outcomeOf,
  outcomeWithout,
  seal,
  sealWithout,
  UNDECIDABLE,
} from './table'
import { millis, seconds } from './time'
import { forgetWords, keyArea, kindByWords, slot } from './words'

export * from './layout'
export { avoidLiterals } from './literals'
export { writeMask } from './mask'
export { addName, addSet } from './sets'
export { addShape, ASK, freezeTemplates, learnList, MAX_SHAPE, tellKind } from './words'
export {
  clear,
  CONTINUES,
  learn,
  learnWithout,
  MISSED,
  NEEDS_DIGITS,
  NEEDS_FIELDS,
  UNDECIDABLE,
} from './table'

/*
 * Decides records whose reading the reference would not read otherwise: an exact memo in front of
 * it. A record is decided when the line after it begins another one for certain; until then it is
 * held, for a line that continues it changes what it says.
 */

/** Why `scan` stopped: the input is at its end, or the columns are full. */
export const STOP_END: i32 = 0
export const STOP_FULL: i32 = 1
/** The held record is whole, and of what kind it is, is not known: `answer` goes on. */
export const STOP_ASK: i32 = 2
/** What the next line is, only the reference can say. */
export const STOP_UNSURE: i32 = 3

const UNKNOWN: i32 = -1
const UNSURE: i32 = -2

let area: u32 = 0
/** The signature that may be learned, with what R_AREA adds to it, or NONE. */
let missed: u32 = NONE
/** Position of the line end of the line that `decide` looked at. */
let lineEnd: usize = 0
/** Its text without carriers, and where that ends. */
let text: usize = 0
let textEnd: usize = 0
/** How it begins a record. */
let format: u8 = 0

function readHead(signature: usize): usize {
  const first = load<u8>(text)
  if (first == BRACE) {
    format = ZAP_JSON
    return readZapJson(text, signature)
  }
  if (isDigit(first)) {
    format = ZAP_CONSOLE
    return readConsole(text, signature)
  }
  if (first == 0x74) {
    format = LOGRUS
    return readLogrus(text, signature)
  }
  return 0
}

/** The kind of the record that a line begins, or UNKNOWN, or UNSURE. */
function decide(line: usize): i32 {
  const signature = areaAt(area)
  missed = NONE
  forgetWords()
  forgetShape()
  text = skipCarriers(line)
  let isCarried = false
  // `{"log":"`
  if (load<u64>(text) == 0x223a_2267_6f6c_227b) {
    const read = readJsonFile(text)
    if (read == 0) {
      textEnd = lineEnd = findNewline(line)
      return UNSURE
    }
    text = read
    isCarried = true
  }
  keepDigits(false)
  const after = readHead(signature)
  if (isCarried) {
    lineEnd = findNewline(jsonFileEnd)
    textEnd = jsonFileTextEnd
  } else {
    lineEnd = findNewline(after == 0 ? text : after)
    textEnd = lineEnd
  }
  if (after == 0 || lineEnd - line > MAX_LINE) return UNSURE
  sealHead(signature)
  const entry = find(signature)
  const outcome = outcomeOf(entry)
  return outcome < NEEDS_FIELDS ? <i32>outcome : decideFurther(signature, entry, outcome)
}

/** The same for what the message without its digits does not say alone. */
function decideFurther(signature: usize, entry: usize, outcome: u32): i32 {
  if (outcome == NEEDS_DIGITS) {
    keepDigits(true)
    readHead(signature)
    sealHead(signature)
    entry = find(signature)
    outcome = outcomeOf(entry)
  }
  if (outcome == MISSED) {
    const shape = findShape(signature, area + 4)
    outcome = outcomeOf(shape)
    if (outcome == MISSED || outcome == UNDECIDABLE) {
      const kind = kindByWords(signature, area + 2)
      if (kind == NONE) return miss(0)
      forgetShape()
      return <i32>kind
    }
    entry = shape
  }
  if (outcome < NEEDS_FIELDS) return <i32>outcome
  if (outcome >= UNDECIDABLE) return UNKNOWN
  const set = outcome & 0xffff
  if (isWithout(set)) {
    outcome = outcomeWithout(entry)
    if (outcome < NEEDS_FIELDS) return <i32>outcome
    sealWithout(signature, entry)
    return miss(EXTENDED | LACKING)
  }
  keepDigits(false)
  if (!writeExtended(signature, entry, set)) return UNKNOWN
  outcome = outcomeOf(find(signature))
  if (outcome == NEEDS_DIGITS) {
    keepDigits(true)
    writeExtended(signature, entry, set)
    outcome = outcomeOf(find(signature))
  }
  if (outcome == MISSED) return miss(EXTENDED)
  return outcome < NEEDS_FIELDS ? <i32>outcome : UNKNOWN
}

/** A signature of the values of the fields of a set. The entry stands for all the rest. */
function writeExtended(signature: usize, entry: usize, set: u32): bool {
  store<u32>(signature, isExact ? 0xfe : 0xff, AREA_HEAD)
  store<u32>(signature, <u32>entry, AREA_HEAD + 4)
  store<u64>(signature, 0, AREA_HEAD + 8)
  const values = signature + AREA_HEAD + 16
  const end = writeFields(set, values, signature + AREA_HEAD + MAX_SIGNATURE)
  if (end == 0) return false
  seal(signature, end)
  return true
}

function miss(marks: u32): i32 {
  missed = area | marks | (isExact ? EXACT : 0)
  return UNKNOWN
}

// The columns so far.
let count: usize = 0
let anchors: usize = 0
let far: usize = 0
let touched: usize = 0
let extra: usize = 0
/** Lines beyond one a record. */
let extraLines: u32 = 0
let secondsBefore: f64 = 0

function append(first: u32, offset: usize, step: usize, kind: i32, second: f64, time: f64): void {
  const number = first + <u32>count
  store<u16>(STEPS + (count << 1), <u16>step)
  store<u16>(KINDS + (count << 1), <u16>kind)
  const difference = second - secondsBefore
  if (difference > -128 && difference <= 127) {
    store<i8>(SECONDS + count, <i8>(<i32>difference))
  } else {
    store<i8>(SECONDS + count, -128)
    store<f64>(FAR + (far << 4), <f64>count)
    store<f64>(FAR + (far << 4), second, 8)
    far++
  }
  secondsBefore = second
  if ((number & 0xff) == 0) {
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
    store<u32>(tally, number, 4)
    store<f64>(tally, time, 8)
    store<f64>(tally, time, 16)
  } else {
    if (time < load<f64>(tally, 8)) store<f64>(tally, time, 8)
    if (time > load<f64>(tally, 16)) store<f64>(tally, time, 16)
  }
  count++
}

// What is scanned, and how far it came when it stopped.
let start: usize = 0
let end: usize = 0
let limit: usize = 0
let firstNumber: u32 = 0
/** Whether another record begins at `end` for certain. */
let isCut: bool = false
let at: usize = 0
// The record that is held until the line after it is known.
let held: usize = 0
let heldEnd: usize = 0
let heldKind: i32 = 0
/** The signature that its kind may be learned by, like `missed`. */
let heldMissed: u32 = NONE
let heldKey: u32 = NONE
let heldShape: u32 = NONE
let heldSlot: usize = 0
let heldSecond: f64 = 0
let heldTime: f64 = 0
let heldExtra: u32 = 0
let last: usize = 0
let lastLine: u32 = 0
let lastTime: f64 = 0

/**
 * Scans the lines from `from` up to `to`, where a line end must stand behind the input.
 *
 * @param most records that the columns may take
 * @param number of the first record in the log, for the anchors
 * @param endsRecord whether another record begins at `to` for certain
 * @returns why it stopped; all else stands in RESULT
 */
export function scan(from: usize, to: usize, most: u32, number: u32, endsRecord: bool): i32 {
  store<u8>(to, NEWLINE)
  count = anchors = far = extra = 0
  extraLines = heldExtra = lastLine = 0
  secondsBefore = Infinity
  lastTime = 0
  held = last = 0
  start = at = from
  end = to
  limit = <usize>most
  firstNumber = number
  isCut = endsRecord
  return goOn()
}

/** The tallies are handed over once. */
export function clearTallies(): void {
  for (let place: usize = 0; place < touched; place++) {
    store<u32>(TALLIES + <usize>load<u16>(TOUCHED + (place << 1)) * TALLY_BYTES, 0)
  }
  touched = 0
}

/** Goes on after STOP_ASK, with the kind of the held record. */
export function answer(kind: i32): i32 {
  heldKind = kind
  return goOn()
}

function goOn(): i32 {
  let reason = STOP_END
  missed = NONE
  while (at < end) {
    const kind = decide(at)
    if (lineEnd >= end) {
      missed = NONE
      break
    }
    if (kind == UNSURE) {
      reason = STOP_UNSURE
      if (held == 0) break
      const found = lineEnd - held > MAX_LINE ? UNSURE : continues(text, textEnd, areaAt(area))
      if (found == MAY_GO_ON) missed = area | CONTINUING
      if (found != GOES_ON) break
      reason = STOP_END
      heldExtra++
      at = lineEnd + 1
      continue
    }
    if (held != 0) {
      if (heldKind == UNKNOWN) {
        reason = STOP_ASK
        break
      }
      appendHeld()
    }
    if (count >= limit) {
      missed = NONE
      reason = STOP_FULL
      break
    }
    held = at
    heldEnd = lineEnd
    heldKind = kind
    // Only here, for a line may be decided twice.
    heldMissed = missed == NONE || isWorth(missed) ? missed : NONE
    heldKey = keyArea
    heldShape = shapeArea == NONE || isWorthLearning(areaAt(shapeArea)) ? shapeArea : NONE
    heldSlot = slot
    // What is built next must not destroy it.
    if (heldMissed != NONE || keyArea != NONE || heldShape != NONE) area ^= 1
    missed = NONE
    heldTime = seconds * 1000 + <f64>millis + sourceShift
    heldSecond = sourceShift == 0 ? seconds : Math.floor(heldTime / 1000)
    hold(format, textEnd)
    at = lineEnd + 1
  }
  if (isCut && at >= end && held != 0) {
    if (heldKind == UNKNOWN) reason = STOP_ASK
    else appendHeld()
  }
  if (reason == STOP_ASK) missed = heldMissed
  else if (missed != NONE) area ^= 1
  store<u32>(RESULT, <u32>count, R_COUNT)
  store<u32>(RESULT, held == 0 ? NONE : <u32>held, R_HELD)
  store<u32>(RESULT, <u32>heldEnd, R_HELD_END)
  store<u32>(RESULT, <u32>at, R_STOP)
  store<u32>(RESULT, missed, R_AREA)
  store<u32>(RESULT, <u32>anchors, R_ANCHORS)
  store<u32>(RESULT, <u32>far, R_FAR)
  store<u32>(RESULT, <u32>touched, R_TOUCHED)
  store<u32>(RESULT, <u32>extra, R_EXTRA)
  store<u32>(RESULT, <u32>count + extraLines, R_LINES)
  store<u32>(RESULT, <u32>last, R_LAST)
  store<u32>(RESULT, lastLine, R_LAST_LINE)
  store<f64>(RESULT, lastTime, R_LAST_TIME)
  store<u32>(RESULT, heldKey, R_KEY)
  store<u32>(RESULT, heldShape, R_SHAPE)
  store<u32>(RESULT, <u32>heldSlot, R_SLOT)
  return reason
}

function isWorth(what: u32): bool {
  return (what & LACKING) != 0 || isWorthLearning(areaAt(what & 1))
}

/** The line at `at` begins another record, so the held one is whole. */
function appendHeld(): void {
  lastLine = <u32>count + extraLines
  if (heldExtra != 0) {
    extraLines += heldExtra
    store<u32>(EXTRA_LINES + (extra << 3), <u32>count)
    store<u32>(EXTRA_LINES + (extra << 3), extraLines, 4)
    extra++
    heldExtra = 0
  }
  if (count == 0) store<f64>(RESULT, heldTime, R_FIRST_TIME)
  append(firstNumber, held - start, at - held, heldKind, heldSecond, heldTime)
  last = held
  lastTime = heldTime
  held = 0
}

/** Where the line that begins at `from` ends, behind its line end; `to` where it has none. */
export function lineAfter(from: usize, to: usize): usize {
  store<u8>(to, NEWLINE)
  const found = findNewline(from)
  return found >= to ? to : found + 1
}

/**
 * The second of the first two lines behind each other that both begin a record, or 0. One alone
 * could be taken for a piece of a line that a collector cut; no piece comes after it.
 */
export function cut(from: usize, to: usize): usize {
  store<u8>(to, NEWLINE)
  let isBehindHead = false
  let line = from
  while (line < to) {
    const isHead = decide(line) != UNSURE
    if (lineEnd >= to) return 0
    if (isHead && isBehindHead) return line
    isBehindHead = isHead
    line = lineEnd + 1
  }
  return 0
}
