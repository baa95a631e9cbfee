import { copySpan, firstBytes, QUOTE, BACKSLASH, SPACE } from './bytes'
import { isWithout, writeSource } from './heads'
import { NONE, SCRATCH, SHAPE_BITS, TEMPLATES, TEMPLATES_END, WORD_ENDS } from './layout'
import { AREA_HEAD, areaAt, find, learn, MISSED, outcomeOf, seal, UNDECIDABLE } from './table'

/*
 * Messages that no rule knows and that are made of plain words: letters and signs, without digits and
 * quotes, so that such a message is its own shape; capitals in the first word alone, which is always
 * constant here, so that few patterns of rules can match somewhere in the rest. When no further shapes are told apart (see
 * TemplateTable), the kind of a new one hangs on the first template that it fits word for word, and
 * the templates stay as they are.
 *
 * What is known of all messages with one head, source, first word and number of words is a list:
 *
 *   +0   u32 set of fields that a record must not have, or NONE
 *   +4   u32 templates
 *   for each: u32 kind, or NONE, or ASK; u32 bytes of its words
 *     for each word: u8 is variable, u8 bytes of its head, u8 bytes of its tail, u8 0, head and tail
 *
 * The last template takes all messages. The key of a list is a signature:
 *
 *   +0   u8 0xf0 + format, u8 flags, u16 bytes of the logger, u24 words, u8 bytes of the source
 *   +8   the level
 *   +16  logger, first word and source, each filled with zeros up to a multiple of 16
 */

/** A rule may know messages of this template: each has to be looked at. */
export const ASK: u32 = 0xffff_fffe

const MAX_WORDS: u32 = 24
const MAX_MESSAGE: usize = 160
/** So many letters that could be a hexadecimal number are no word, see CHANGING in templates/shape.ts. */
const HEXADECIMAL: usize = 12

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

function bitOf(message: usize, length: usize): usize {
  let hash: u64 = <u64>length
  while (length > 0) {
    const bytes = firstBytes(message, length < 16 ? length : 16)
    hash =
      rotl(hash, 23) +
      ((<u64>i64x2.extract_lane(bytes, 0)) ^ 0xbf58_476d_1ce4_e5b9) *
        ((<u64>i64x2.extract_lane(bytes, 1)) ^ 0x94d0_49bb_1331_11eb)
    hash ^= hash >> 32
    message += 16
    length = length < 16 ? 0 : length - 16
  }
  hash *= 0xd6e8_feb8_6659_fd93
  return <usize>(hash >> 46)
}

/** A shape that is told apart, at SCRATCH. */
export function addShape(length: usize): void {
  const bit = bitOf(SCRATCH, length)
  const byte = SHAPE_BITS + (bit >> 3)
  let mark: u8 = 1
  mark <<= <u8>(bit & 7)
  store<u8>(byte, load<u8>(byte) | mark)
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

function hasLongNumber(word: usize, length: usize): bool {
  let run: usize = 0
  for (let at: usize = 0; at < length; at++) {
    run = <u8>((load<u8>(word + at) | 0x20) - 0x61) < 6 ? run + 1 : 0
    if (run == HEXADECIMAL) return true
  }
  return false
}

/** Writes where the words of a plain message end; returns how many there are, or 0 for another one. */
function splitWords(message: usize, length: usize): u32 {
  if (length == 0 || length > MAX_MESSAGE) return 0
  if (load<u8>(message) == SPACE || load<u8>(message + length - 1) == SPACE) return 0
  let count: u32 = 0
  let start: usize = 0
  let lastCapital: usize = 0
  for (let at: usize = 0; at < length; at += 16) {
    const bytes = v128.load(message + at)
    const left = length - at
    const inside: u32 = left >= 16 ? 0xffff : (1 << (<u32>left)) - 1
    const others = v128.or(
      v128.or(
        // Signed: bytes from 0x80 on are negative.
        v128.or(i8x16.lt_s(bytes, i8x16.splat(SPACE)), i8x16.eq(bytes, i8x16.splat(0x7f))),
        v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH))),
      ),
      v128.or(
        // An underscore or a backtick.
        v128.or(i8x16.eq(bytes, i8x16.splat(0x5f)), i8x16.eq(bytes, i8x16.splat(0x60))),
        i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10)),
      ),
    )
    if (((<u32>i8x16.bitmask(others)) & inside) != 0) return 0
    const capitals =
      (<u32>i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26)))) &
      inside
    if (capitals != 0) lastCapital = at + 31 - <usize>clz(capitals)
    let blanks = (<u32>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(SPACE)))) & inside
    while (blanks != 0) {
      const end = at + <usize>ctz(blanks)
      if (end - start >= HEXADECIMAL && hasLongNumber(message + start, end - start)) return 0
      store<u16>(WORD_ENDS + ((<usize>count) << 1), <u16>end)
      if (++count == MAX_WORDS) return 0
      start = end + 1
      blanks &= blanks - 1
    }
  }
  if (length - start >= HEXADECIMAL && hasLongNumber(message + start, length - start)) return 0
  store<u16>(WORD_ENDS + ((<usize>count) << 1), <u16>length)
  return lastCapital > <usize>load<u16>(WORD_ENDS) ? 0 : count + 1
}

function fits(template: usize, message: usize, count: u32): bool {
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
export function kindByWords(signature: usize, message: usize, length: usize, number: u32): u32 {
  if (!isActive) return NONE
  const count = splitWords(message, length)
  if (count == 0) return NONE
  const area = areaAt(number)
  const head = signature + AREA_HEAD
  const key = area + AREA_HEAD
  store<u64>(key, load<u64>(head))
  store<u8>(key, 0xf0 | load<u8>(head))
  store<u32>(key, count, 4)
  store<u64>(key, load<u64>(head, 8), 8)
  const loggerEnd = copySpan(key + 16, head + 16, <usize>load<u16>(head, 2))
  const wordEnd = copySpan(loggerEnd, message, <usize>load<u16>(WORD_ENDS))
  seal(area, writeSource(key, wordEnd))
  const outcome = outcomeOf(find(area))
  if (outcome == MISSED) keyArea = number
  if (outcome == MISSED || outcome == UNDECIDABLE) return NONE
  const bit = bitOf(message, length)
  if (((load<u8>(SHAPE_BITS + (bit >> 3)) >> (<u8>(bit & 7))) & 1) != 0) return NONE
  const list = TEMPLATES + <usize>outcome
  const set = load<u32>(list)
  if (set != NONE && !isWithout(set)) return NONE
  let template = list + 8
  while (!fits(template, message, count)) template += 8 + <usize>load<u32>(template, 4)
  const kind = load<u32>(template)
  if (kind == NONE) slot = template
  return kind == ASK ? NONE : kind
}

/** All lists are forgotten with their keys. */
export function clearLists(): void {
  free = TEMPLATES
}
