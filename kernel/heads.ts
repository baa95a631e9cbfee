import {
  BACKSLASH,
  BRACE,
  copyShape,
  copySpan,
  findGap,
  findNearQuote,
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
  TAB,
} from './bytes'
import { MAX_SOURCE, sourceAt, sourceBytes } from './carriers'
import { lacksFields, writeJsonFields, writeLogfmtFields } from './fields'
import { LOGGER_SET } from './sets'
import { AREA_HEAD, MAX_SIGNATURE, seal } from './table'
import { readEpoch, readIso } from './time'

/*
 * The beginnings of records, read to the end of the message. Each reader takes exactly what it can
 * vouch for: that the reference begins a record with such a line whatever stands before it, and
 * that rule, level, component and message depend on nothing but the signature, and on the fields
 * that the rules of this message look at. It leaves the time in time.ts and writes the signature:
 *
 *   +0   u8 format, u8 flags, u16 bytes of the logger, u24 bytes of the message, u8 bytes of the source
 *   +8   the level, filled with zeros
 *   +16  logger, message, what else counts, and the source (see carriers.ts), each filled with zeros up
 *        to a multiple of 16
 *
 * The message has a 0 for each digit, so that one signature stands for all messages that differ in
 * numbers alone; where they matter to a rule, a second signature has the digits as they are.
 *
 * A reader returns where it stopped, from where the line end can be looked for, or 0.
 */

export const ZAP_JSON: u8 = 1
export const ZAP_CONSOLE: u8 = 2
export const LOGRUS: u8 = 3

const IS_EXACT: u8 = 0x80

/** Behind the signature without its source. */
let signatureEnd: usize = 0
/** Where the fields begin, see fields.ts, or 0 where there are none. */
export let fieldsAt: usize = 0
export let isLogfmt: bool = false
/** The message as it stands there, without quotes. */
export let messageAt: usize = 0
export let messageLength: usize = 0
/** Whether digits are to be kept. */
export let isExact: bool = false

export function keepDigits(keep: bool): void {
  isExact = keep
}

function copyMessage(to: usize, from: usize, length: usize): usize {
  return isExact ? copySpan(to, from, length) : copyShape(to, from, length)
}

function writeHead(
  to: usize,
  format: u8,
  flags: u8,
  level: usize,
  levelBytes: usize,
  loggerBytes: usize,
  messageBytes: usize,
): void {
  store<u8>(to, format)
  store<u8>(to, isExact ? flags | IS_EXACT : flags, 1)
  store<u16>(to, <u16>loggerBytes, 2)
  store<u32>(to, <u32>messageBytes, 4)
  store<u64>(to, i64x2.extract_lane(firstBytes(level, levelBytes), 0), 8)
}

/** The letters of a level from `at` on: how many, up to eight. */
function lettersAt(at: usize, first: u8): usize {
  const isLetter = i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(first)), i8x16.splat(26))
  const count = <usize>ctz(~i8x16.bitmask(isLetter))
  return count <= 8 ? count : 0
}

/** The quote that ends a string whose first escape stands here, or what must not stand in it. */
function findEnd(at: usize): usize {
  while (load<u8>(at) == BACKSLASH) {
    const escaped = load<u8>(at, 1)
    // The reference takes no escaped line end of Unicode.
    if (escaped < SPACE || escaped >= 0x80) return at
    at = findQuote(at + 2)
  }
  return at
}

/** `{"level":"info","ts":1.0,"logger":"livekit","caller":"a/b.go:1","msg":"…"`: the last two may be missing. */
export function readZapJson(start: usize, area: usize): usize {
  if (load<u64>(start) != 0x226c_6576_656c_227b || load<u16>(start, 8) != 0x223a) return 0
  const level = start + 10
  const levelBytes = lettersAt(level, 0x61)
  let at = level + levelBytes
  // `","ts":`
  if (levelBytes == 0 || (load<u64>(at) & 0xff_ffff_ffff_ffff) != 0x3a_2273_7422_2c22) return 0
  at = readEpoch(at + 7)
  if (at == 0) return 0
  let flags: u8 = 0
  let to = area + AREA_HEAD + 16
  let loggerBytes: usize = 0
  // `,"logger":"`
  if (load<u64>(at) == 0x7265_6767_6f6c_222c && load<u32>(at, 7) == 0x223a_2272) {
    const logger = at + 11
    at = findNearQuote(logger)
    if (load<u8>(at) != QUOTE) return 0
    loggerBytes = at - logger
    if (loggerBytes > 256) return 0
    to = copySpan(to, logger, loggerBytes)
    flags = 1
    at++
  }
  // `,"caller":"`
  if (load<u64>(at) == 0x7265_6c6c_6163_222c && load<u32>(at, 7) == 0x223a_2272) {
    at = findQuote(at + 11)
    if (load<u8>(at) != QUOTE) return 0
    flags |= 2
    at++
  }
  // `,"msg":"`
  if (load<u64>(at) != 0x223a_2267_736d_222c) return 0
  const message = at + 8
  at = findQuote(message)
  const isEscaped = load<u8>(at) == BACKSLASH
  if (isEscaped) at = findEnd(at)
  const messageBytes = at - message
  if (load<u8>(at) != QUOTE || messageBytes > MAX_SIGNATURE - 512) return 0
  // The digits of an escape are more than digits.
  signatureEnd = isEscaped
    ? copySpan(to, message, messageBytes)
    : copyMessage(to, message, messageBytes)
  writeHead(area + AREA_HEAD, ZAP_JSON, flags, level, levelBytes, loggerBytes, messageBytes)
  fieldsAt = at + 1
  isLogfmt = false
  messageAt = message
  messageLength = messageBytes
  return at
}

/** A `dir/file.go:12` without blanks that ends before the tab at `end`. */
function isCaller(start: usize, end: usize): bool {
  let at = end - 1
  while (at > start && isDigit(load<u8>(at))) at--
  // `.go:` behind at least one character.
  return (
    at < end - 1 && at > start + 3 && load<u32>(at - 3) == 0x3a6f_672e && load<u8>(start) != 0x2f
  )
}

/** `time ⇥ LEVEL ⇥ logger ⇥ caller ⇥ message [⇥ {fields}]`, all columns there and parted by tabs. */
export function readConsole(start: usize, area: usize): usize {
  let at = readIso(start, true)
  if (at == 0 || load<u8>(at) != TAB) return 0
  const level = at + 1
  const levelBytes = lettersAt(level, 0x41)
  at = level + levelBytes
  if (load<u8>(at) != TAB) return 0
  const name = i64x2.extract_lane(firstBytes(level, levelBytes), 0)
  const isLevel =
    name == 0x4f46_4e49 || name == 0x4e52_4157 || name == 0x52_4f52_5245 || name == 0x47_5542_4544
  if (!isLevel) return 0
  const logger = at + 1
  at = logger
  if (!isLetter(load<u8>(at))) return 0
  while (isWordOrDash(load<u8>(at))) at++
  const loggerBytes = at - logger
  if (load<u8>(at) != TAB || loggerBytes > 256) return 0
  const caller = at + 1
  at = findGap(caller)
  if (load<u8>(at) != TAB || !isCaller(caller, at)) return 0
  const message = at + 1
  at = message
  while (true) {
    const bytes = v128.load(at)
    const found = i8x16.bitmask(
      v128.or(i8x16.eq(bytes, i8x16.splat(BRACE)), i8x16.lt_u(bytes, i8x16.splat(SPACE))),
    )
    if (found == 0) {
      at += 16
      continue
    }
    at += <usize>ctz(found)
    if (load<u8>(at) != BRACE) break
    // Fields behind a blank instead of a tab: where they begin is for the reference to say.
    if (load<u8>(at, 1) == QUOTE) return 0
    at++
  }
  const messageBytes = at - message
  if (messageBytes > MAX_SIGNATURE - 512) return 0
  if (isLineEnd(at)) fieldsAt = 0
  else if (load<u8>(at) == TAB && load<u8>(at, 1) == BRACE && load<u8>(at, 2) == QUOTE) {
    fieldsAt = at + 1
  } else return 0
  const to = copySpan(area + AREA_HEAD + 16, logger, loggerBytes)
  signatureEnd = copyMessage(to, message, messageBytes)
  writeHead(area + AREA_HEAD, ZAP_CONSOLE, 0, level, levelBytes, loggerBytes, messageBytes)
  isLogfmt = false
  messageAt = message
  messageLength = messageBytes
  return at
}

/** `time="…" level=info msg="…" logger=ingress key=value` */
export function readLogrus(start: usize, area: usize): usize {
  if ((load<u64>(start) & 0xffff_ffff_ffff) != 0x223d_656d_6974) return 0
  let at = readIso(start + 6, false)
  // `" level=`
  if (at == 0 || load<u64>(at) != 0x3d6c_6576_656c_2022) return 0
  const level = at + 8
  const levelBytes = lettersAt(level, 0x61)
  at = level + levelBytes
  // ` msg=`
  if (levelBytes == 0 || load<u8>(at) != SPACE || load<u32>(at, 1) != 0x3d67_736d) return 0
  const message = at + 5
  at = load<u8>(message) == QUOTE ? skipString(message + 1) : findGap(message)
  const messageBytes = at - message
  if (at == 0 || messageBytes > MAX_SIGNATURE - 1024) return 0
  if (load<u8>(at) != SPACE && !isLineEnd(at)) return 0
  const to = hasBackslash(message, messageBytes)
    ? copySpan(area + AREA_HEAD + 16, message, messageBytes)
    : copyMessage(area + AREA_HEAD + 16, message, messageBytes)
  writeHead(area + AREA_HEAD, LOGRUS, 0, level, levelBytes, 0, messageBytes)
  // The logger is one of the fields.
  const end = area + AREA_HEAD + MAX_SIGNATURE - MAX_SOURCE
  signatureEnd = writeLogfmtFields(at, LOGGER_SET, to, end, true)
  if (signatureEnd == 0) return 0
  fieldsAt = at
  isLogfmt = true
  const quotes: usize = load<u8>(message) == QUOTE ? 1 : 0
  messageAt = message + quotes
  messageLength = messageBytes - 2 * quotes
  return at
}

/** Ends the signature that a reader wrote. */
export function sealHead(area: usize): void {
  seal(area, sourceBytes == 0 ? signatureEnd : writeSource(area + AREA_HEAD, signatureEnd))
}

/** Adds the source to a signature, behind all else; returns the end. */
export function writeSource(signature: usize, to: usize): usize {
  store<u8>(signature, <u8>sourceBytes, 7)
  return copySpan(to, sourceAt, sourceBytes)
}

/** Whether the record holds no field of a set for certain, see fields.ts. */
export function isWithout(set: u32): bool {
  return fieldsAt == 0 || lacksFields(fieldsAt, set)
}

/** Writes the values of the fields of a set to `to`; returns the end, or 0. */
export function writeFields(set: u32, to: usize, end: usize): usize {
  if (isLogfmt) return writeLogfmtFields(fieldsAt, set, to, end, isExact)
  return writeJsonFields(fieldsAt, set, to, end, isExact)
}
