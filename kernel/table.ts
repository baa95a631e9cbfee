import {
  AREAS,
  AREA_BYTES,
  ENTRIES,
  ENTRIES_END,
  FIRST_SLOTS,
  MAX_SLOTS,
  SEEN,
  SEEN_BYTES,
  SLOTS,
} from './layout'
import { clearLists } from './words'

/*
 * What is known: signature -> outcome. A signature is the bytes on which the reference's answer
 * depends, so the answer for the same bytes is the same. Every hit compares all of the bytes: two
 * signatures with one hash, which a hostile log can hold, cannot be taken for each other.
 *
 * A signature is built in one of two areas and waits there for its outcome when it is not known:
 *
 *   +0   u32 length    multiple of 16
 *   +4   u32 epoch     in which it was built: entries that it names are gone after a clearing
 *   +8   u64 hash
 *   +16  the bytes
 */

export const AREA_HEAD: usize = 16
export const MAX_SIGNATURE: usize = AREA_BYTES - AREA_HEAD - 64

/** Outcomes: a kind, or */
export const NEEDS_FIELDS: u32 = 0x1_0000
export const UNDECIDABLE: u32 = 0x2_0000
/** The signature must hold the digits as they are. */
export const NEEDS_DIGITS: u32 = 0x3_0000
/** A line goes on with the record before it. */
export const CONTINUES: u32 = 0x4_0000
/** Nothing is known yet. */
export const MISSED: u32 = 0xffff_ffff

const ENTRY_HEAD: usize = 16

let epoch: u32 = 0
let count: u32 = 0
let free: usize = ENTRIES
let slots: usize = SLOTS
let slotCount: usize = FIRST_SLOTS

export function areaAt(area: u32): usize {
  return AREAS + <usize>area * AREA_BYTES
}

/** Ends the signature that was built up to `end`. */
export function seal(area: usize, end: usize): void {
  const length = end - area - AREA_HEAD
  let hash: u64 = <u64>length * 0x9e37_79b9_7f4a_7c15
  for (let at = area + AREA_HEAD; at < end; at += 16) {
    // The products do not wait for each other.
    const product =
      (load<u64>(at) ^ 0xbf58_476d_1ce4_e5b9) * (load<u64>(at, 8) ^ 0x94d0_49bb_1331_11eb)
    hash = rotl(hash, 23) + (product ^ (product >> 32))
  }
  hash ^= hash >> 32
  hash *= 0xd6e8_feb8_6659_fd93
  store<u32>(area, <u32>length)
  store<u32>(area, epoch, 4)
  store<u64>(area, hash ^ (hash >> 29), 8)
}

/** The entry of the signature in the area, or 0. */
export function find(area: usize): usize {
  const hash = load<u64>(area, 8)
  const tag = (<u32>(hash >> 32)) | 1
  const mask = slotCount - 1
  let place = (<usize>hash) & mask
  while (true) {
    const slot = slots + place * 8
    const found = load<u32>(slot)
    if (found == 0) return 0
    if (found == tag) {
      const entry = <usize>load<u32>(slot, 4)
      if (isSame(area, entry)) return entry
    }
    place = (place + 1) & mask
  }
}

export function outcomeOf(entry: usize): u32 {
  return entry == 0 ? MISSED : load<u32>(entry)
}

/** The outcome of a record that lacks all the fields which the entry needs. */
export function outcomeWithout(entry: usize): u32 {
  return load<u32>(entry, 8)
}

/** Such an outcome waits in an area like a signature. */
export function sealWithout(area: usize, entry: usize): void {
  store<u32>(area, <u32>entry)
  store<u32>(area, epoch, 4)
}

export function learnWithout(number: u32, outcome: u32): void {
  const area = areaAt(number)
  if (load<u32>(area, 4) == epoch) store<u32>(<usize>load<u32>(area), outcome, 8)
}

function isSame(area: usize, entry: usize): bool {
  const length = load<u32>(area)
  if (load<u32>(entry, 4) != length) return false
  let difference = i64x2.splat(0)
  for (let at: usize = 0; at < <usize>length; at += 16) {
    difference = v128.or(
      difference,
      v128.xor(v128.load(area + AREA_HEAD + at), v128.load(entry + ENTRY_HEAD + at)),
    )
  }
  return !v128.any_true(difference)
}

/** With more of them a signature is learned only when it comes again: many never do. */
const MANY_ENTRIES: u32 = 4096

let seenCount: usize = 0

/** Whether the signature that waits in an area is worth to be learned now. */
export function isWorthLearning(area: usize): bool {
  if (count < MANY_ENTRIES) return true
  const bit = (<usize>load<u64>(area, 8)) & (SEEN_BYTES * 8 - 1)
  const byte = SEEN + (bit >> 3)
  let mark: u8 = 1
  mark <<= (<u8>bit) & 7
  const before = load<u8>(byte)
  if ((before & mark) != 0) return true
  if (++seenCount > SEEN_BYTES) {
    // An eighth of the bits say yes to anything.
    memory.fill(SEEN, 0, SEEN_BYTES)
    seenCount = 0
  }
  store<u8>(byte, load<u8>(byte) | mark)
  return false
}

/**
 * Remembers the outcome of the signature that waits in an area.
 *
 * @param without the outcome where the fields that it needs are missing, or MISSED
 */
export function learn(number: u32, outcome: u32, without: u32): void {
  const area = areaAt(number)
  if (load<u32>(area, 4) != epoch) return
  const known = find(area)
  if (known != 0) {
    store<u32>(known, outcome)
    store<u32>(known, without, 8)
    return
  }
  const length = <usize>load<u32>(area)
  const isFull = <usize>count * 2 >= slotCount
  if ((isFull && slotCount == MAX_SLOTS) || free + ENTRY_HEAD + length + 16 > ENTRIES_END) {
    // Full of what a log of changing texts left behind: what still occurs is learned anew.
    clear()
    return
  }
  if (isFull) grow()
  const entry = free
  free += ENTRY_HEAD + length
  count++
  const hash = load<u64>(area, 8)
  store<u32>(entry, outcome)
  store<u32>(entry, <u32>length, 4)
  store<u32>(entry, without, 8)
  store<u32>(entry, <u32>hash, 12)
  memory.copy(entry + ENTRY_HEAD, area + AREA_HEAD, length)
  put((<u32>(hash >> 32)) | 1, entry)
}

function put(tag: u32, entry: usize): void {
  let place = (<usize>load<u32>(entry, 12)) & (slotCount - 1)
  while (load<u32>(slots + place * 8) != 0) place = (place + 1) & (slotCount - 1)
  store<u32>(slots + place * 8, tag)
  store<u32>(slots + place * 8, <u32>entry, 4)
}

function grow(): void {
  const before = slots
  const end = slots + slotCount * 8
  slots = end
  slotCount *= 2
  memory.fill(slots, 0, slotCount * 8)
  for (let slot = before; slot < end; slot += 8) {
    const tag = load<u32>(slot)
    if (tag != 0) put(tag, <usize>load<u32>(slot, 4))
  }
}

/** Forgets everything. */
export function clear(): void {
  slots = SLOTS
  slotCount = FIRST_SLOTS
  memory.fill(slots, 0, slotCount * 8)
  memory.fill(SEEN, 0, SEEN_BYTES)
  free = ENTRIES
  count = 0
  epoch++
  clearLists()
}
