import {
  BRACE,
  CLOSING_BRACE,
  copySpan,
  isDigit,
  isLineEnd,
  QUOTE,
  RETURN,
  SPACE,
  TAB,
} from './bytes'
import { carrierMarks, sourceAt, sourceBytes, streamAt, streamBytes } from './carriers'
import { fieldsAt, writeSource, ZAP_CONSOLE } from './heads'
import { AREA_HEAD, CONTINUES, find, outcomeOf, seal } from './table'

/*
 * Lines that go on with a record, see EntryBuilder.begin: frames of a stack, and blank ones. They
 * change nothing of what a record says whose first line says all.
 *
 * Nearly all of such a line hangs on its text alone, so it is known by a signature like a head:
 *
 *   +0   u8 LINE, u8 what the held record allows, u8 carriers, u8 0, u24 bytes of the text, u8 of the source
 *   +8   u64 bytes of the stream
 *   +16  stream, text and source, each filled with zeros up to a multiple of 16
 */

const LINE: u8 = 0xfd
const MAX_TEXT: usize = 1024

export const GOES_ON: i32 = 1
/** The signature in the area may be learned. */
export const MAY_GO_ON: i32 = 2
export const BEGINS: i32 = 3

// The record that is held.
let allowed: u8 = 0
let heldStream: usize = 0
let heldStreamBytes: usize = 0
let heldSource: usize = 0
let heldSourceBytes: usize = 0

/** The line that was just read begins the record that is held; its text ends at `end`. */
export function hold(format: u8, end: usize): void {
  allowed = format
  heldStream = streamAt
  heldStreamBytes = streamBytes
  heldSource = sourceAt
  heldSourceBytes = sourceBytes
  // Fields that are cut, wrapped or still to come make the next line a part of the record.
  if (format == ZAP_CONSOLE) {
    const last = load<u8>(end - 1) == RETURN ? end - 2 : end - 1
    const isWhole =
      fieldsAt != 0 && load<u8>(last) == CLOSING_BRACE && load<u8>(fieldsAt, 2) != QUOTE
    if (!isWhole) allowed = 0
  }
}

function isSameStream(): bool {
  if (streamBytes != heldStreamBytes || sourceBytes != heldSourceBytes) return false
  return (
    memory.compare(streamAt, heldStream, streamBytes) == 0 &&
    memory.compare(sourceAt, heldSource, sourceBytes) == 0
  )
}

/** Whether the line whose text stands from `text` to `end` goes on with the held record. */
export function continues(text: usize, end: usize, area: usize): i32 {
  if (isLineEnd(text)) return GOES_ON
  if (allowed == 0 || !isSameStream()) return BEGINS
  const first = load<u8>(text)
  if (first == TAB) {
    let at = text
    while (load<u8>(at) == TAB || load<u8>(at) == SPACE) at++
    const sign = load<u8>(at)
    // No level stands there, without which such a line begins nothing.
    if (sign > SPACE && sign < 0x7f && <u8>(sign - 0x41) >= 26) return GOES_ON
  }
  if (first <= SPACE || first == BRACE || isDigit(first)) return BEGINS
  // What could be a tag of CRI.
  if (load<u32>(text) == 0x6f64_7473 || load<u32>(text) == 0x6564_7473) return BEGINS
  const length = end - text
  if (length > MAX_TEXT) return BEGINS
  const signature = area + AREA_HEAD
  store<u8>(signature, LINE)
  store<u8>(signature, allowed, 1)
  store<u8>(signature, carrierMarks, 2)
  store<u8>(signature, 0, 3)
  store<u32>(signature, <u32>length, 4)
  store<u64>(signature, <u64>streamBytes, 8)
  const textCopy = copySpan(copySpan(signature + 16, streamAt, streamBytes), text, length)
  seal(area, writeSource(signature, textCopy))
  return outcomeOf(find(area)) == CONTINUES ? GOES_ON : MAY_GO_ON
}
