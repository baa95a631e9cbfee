import { copySpan, firstBytes, SPACE } from './bytes'
import { isWithout } from './heads'
import { NONE, SCRATCH, SHAPE_BITS, TEMPLATES, TEMPLATES_END, WORD_ENDS } from './layout'
import { holdsLiteral, LITERAL_BYTES } from './literals'
import { hasQuoted } from './mask'
import { maskAt, maskLength, plainAt, plainLength, restAt, restLength } from './shapes'
import { AREA_HEAD, areaAt, find, learn, MISSED, outcomeOf, seal, UNDECIDABLE } from './table'
import { isUtf8, mayBeTrimmed } from './utf8'

/*
 * Messages that no rule knows, when no further shapes are told apart (see TemplateTable): the kind of
 * a new one then hangs on the first template that its mask fits word for word, and the templates stay
 * as they are. A message with a quoted text is left to the reference: blanks in it part no words.
 *
 * What is known of all messages with one head, source, first word and number of words is a list:
 *
 *   +0   u32 set of fields that a record must not have, or NONE
 *   +4   u32 literals, none of which may stand in the message, for a rule might know it
 *   for each: 20 bytes, see literals.ts
 *   for each template: u32 kind, or NONE, or ASK; u32 bytes of its words
 *     for each word: u8 is variable, u8 bytes of its head, u8 bytes of its tail, u8 0, head and tail
 *
 * The last template takes all messages. The key of a list is a signature:
 *
 *   +0   u8 0xf0 + format, u8 flags, u16 bytes of the logger, u24 words, u8 bytes of the source
 *   +8   the level
 *   +16  logger, first word, and what else counts, each filled with zeros up to a multiple of 16
 */

/** A rule may know messages of this template: each has to be looked at. */
export const ASK: u32 = 0xffff_fffe

const EXACT_FLAG: u8 = 0x80
const MAX_WORDS: u32 = 24
/** A longer shape is cut. */
export const MAX_SHAPE: usize = 160

let isActive: bool = false
let free: usize = TEMPLATES

/** Where the kind has to be written that the last message turns out to have, or 0. */
export let slot: usize = 0
/** The area with the key of a list that is not known, or NONE. */
export let keyArea: u32 = NONE

/** From now on no further shapes are told apart. */
export function freezeTemplates(): void {
  isActive = true
}

export function forgetWords(): void {
  slot = 0
  keyArea = NONE
}

function hashOf(shape: usize, length: usize): u64 {
  let hash: u64 = <u64>length
  while (length > 0) {
    const bytes = firstBytes(shape, length < 16 ? length : 16)
    hash =
      rotl(hash, 23) +
      ((<u64>i64x2.extract_lane(bytes, 0)) ^ 0xbf58_476d_1ce4_e5b9) *
        ((<u64>i64x2.extract_lane(bytes, 1)) ^ 0x94d0_49bb_1331_11eb)
    hash ^= hash >> 32
    shape += 16
    length = length < 16 ? 0 : length - 16
  }
  return hash * 0xd6e8_feb8_6659_fd93
}

/** One of the bits of a shape: its byte, and which one it is. */
function bitAt(hash: u64, which: u64): usize {
  return <usize>((hash >> (which * 18 + 8)) & 0x3_ffff)
}

/** A shape that is told apart, at SCRATCH. */
export function addShape(length: usize): void {
  const hash = hashOf(SCRATCH, length)
  for (let which: u64 = 0; which < 3; which++) {
    const bit = bitAt(hash, which)
    const byte = SHAPE_BITS + (bit >> 3)
    let mark: u8 = 1
    mark <<= <u8>(bit & 7)
    store<u8>(byte, load<u8>(byte) | mark)
  }
}

/** Whether a shape may be one of them: of 2,000 others one is taken for such. */
function mayBeTold(shape: usize, length: usize): bool {
  const hash = hashOf(shape, length)
  for (let which: u64 = 0; which < 3; which++) {
    const bit = bitAt(hash, which)
    if (((load<u8>(SHAPE_BITS + (bit >> 3)) >> (<u8>(bit & 7))) & 1) == 0) return false
  }
  return true
}

/** A list, at SCRATCH, for the key that waits in an area; without bytes there is none. */
export function learnList(number: u32, length: usize): void {
  if (length == 0 || free + length > TEMPLATES_END) {
    learn(number, UNDECIDABLE, MISSED)
    return
  }
  memory.copy(free, SCRATCH, length)
  // Before it, for it may forget all lists.
  const list = free
  free += (length + 3) & ~3
  learn(number, <u32>(list - TEMPLATES), MISSED)
}

export function tellKind(address: usize, kind: u32): void {
  store<u32>(address, kind)
}

/** Writes where the words of the mask end; returns how many there are, or 0 for too many. */
function splitWords(): u32 {
  let count: u32 = 0
  for (let at: usize = 0; at < maskLength; at += 16) {
    const left = maskLength - at
    const inside: u32 = left >= 16 ? 0xffff : (1 << (<u32>left)) - 1
    const blank = i8x16.eq(v128.load(maskAt + at), i8x16.splat(SPACE))
    let blanks = (<u32>i8x16.bitmask(blank)) & inside
    while (blanks != 0) {
      store<u16>(WORD_ENDS + ((<usize>count) << 1), <u16>(at + <usize>ctz(blanks)))
      if (++count == MAX_WORDS) return 0
      blanks &= blanks - 1
    }
  }
  store<u16>(WORD_ENDS + ((<usize>count) << 1), <u16>maskLength)
  return count + 1
}

/** Whether the mask is the whole shape of the message, as the reference reads it. */
function isShape(): bool {
  if (maskLength == 0 || maskLength > MAX_SHAPE || hasQuoted) return false
  const end = maskAt + maskLength
  if (mayBeTrimmed(maskAt, end)) return false
  for (let at = plainAt; at < plainAt + plainLength; at += 16) {
    // Mostly ASCII: what stands behind the message does not matter then.
    if (i8x16.bitmask(v128.load(at)) != 0) return isUtf8(plainAt, plainAt + plainLength)
  }
  return true
}

function fits(template: usize, count: u32): bool {
  const message = maskAt
  let at = template + 8
  let start: usize = 0
  for (let word: usize = 0; word < <usize>count; word++) {
    const end = <usize>load<u16>(WORD_ENDS + (word << 1))
    const isVariable = load<u8>(at) != 0
    const head = <usize>load<u8>(at, 1)
    const tail = <usize>load<u8>(at, 2)
    const length = end - start
    if (isVariable ? length < head + tail : length != head) return false
    at += 4
    if (memory.compare(message + start, at, head) != 0) return false
    if (memory.compare(message + end - tail, at + head, tail) != 0) return false
    at += head + tail
    start = end + 1
  }
  return true
}

/**
 * The kind of a message whose signature is not known, or NONE.
 *
 * @param number of the area for the key
 */
export function kindByWords(signature: usize, number: u32): u32 {
  if (!isActive || !isShape()) return NONE
  const count = splitWords()
  if (count == 0) return NONE
  const area = areaAt(number)
  const head = signature + AREA_HEAD
  const key = area + AREA_HEAD
  store<u64>(key, load<u64>(head))
  store<u8>(key, 0xf0 | load<u8>(head))
  store<u8>(key, load<u8>(head, 1) & ~EXACT_FLAG, 1)
  store<u32>(key, (load<u32>(head, 4) & 0xff00_0000) | count, 4)
  store<u64>(key, load<u64>(head, 8), 8)
  const loggerEnd = copySpan(key + 16, head + 16, <usize>load<u16>(head, 2))
  const wordEnd = copySpan(loggerEnd, maskAt, <usize>load<u16>(WORD_ENDS))
  seal(area, copySpan(wordEnd, restAt, restLength))
  const outcome = outcomeOf(find(area))
  if (outcome == MISSED) keyArea = number
  if (outcome == MISSED || outcome == UNDECIDABLE) return NONE
  if (mayBeTold(maskAt, maskLength)) return NONE
  const list = TEMPLATES + <usize>outcome
  const set = load<u32>(list)
  if (set != NONE && !isWithout(set)) return NONE
  const literals = load<u32>(list, 4)
  if (holdsLiteral(list + 8, literals, plainAt, plainAt + plainLength)) return NONE
  let template = list + 8 + <usize>literals * LITERAL_BYTES
  while (!fits(template, count)) template += 8 + <usize>load<u32>(template, 4)
  const kind = load<u32>(template)
  if (kind == NONE) slot = template
  return kind == ASK ? NONE : kind
}

/** All lists are forgotten with their keys. */
export function clearLists(): void {
  free = TEMPLATES
}
