import { AREAS, AREA_BYTES, ENTRIES, ENTRIES_END, SLOTS, SLOT_COUNT } from './layout'

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

const ENTRY_HEAD: usize = 8
const MAX_ENTRIES: u32 = <u32>(SLOT_COUNT / 2)

let epoch: u32 = 0
let count: u32 = 0
let free: usize = ENTRIES

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
  let place = (<usize>hash) & (SLOT_COUNT - 1)
  while (true) {
    const slot = SLOTS + place * 8
    const found = load<u32>(slot)
    if (found == 0) return 0
    if (found == tag) {
      const entry = <usize>load<u32>(slot, 4)
      if (isSame(area, entry)) return entry
    }
    place = (place + 1) & (SLOT_COUNT - 1)
  }
}

export function outcomeOf(entry: usize): u32 {
  return entry == 0 ? MISSED : load<u32>(entry)
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

/** Remembers the outcome of the signature that waits in an area. */
export function learn(number: u32, outcome: u32): void {
  const area = areaAt(number)
  if (load<u32>(area, 4) != epoch) return
  const known = find(area)
  if (known != 0) {
    store<u32>(known, outcome)
    return
  }
  const length = <usize>load<u32>(area)
  if (count >= MAX_ENTRIES || free + ENTRY_HEAD + length + 16 > ENTRIES_END) {
    // Full of what a log of changing texts left behind: what still occurs is learned anew.
    clear()
    return
  }
  const entry = free
  free += ENTRY_HEAD + length
  count++
  store<u32>(entry, outcome)
  store<u32>(entry, <u32>length, 4)
  memory.copy(entry + ENTRY_HEAD, area + AREA_HEAD, length)
  const hash = load<u64>(area, 8)
  let place = (<usize>hash) & (SLOT_COUNT - 1)
  while (load<u32>(SLOTS + place * 8) != 0) place = (place + 1) & (SLOT_COUNT - 1)
  store<u32>(SLOTS + place * 8, (<u32>(hash >> 32)) | 1)
  store<u32>(SLOTS + place * 8, <u32>entry, 4)
}

/** Forgets everything. */
export function clear(): void {
  memory.fill(SLOTS, 0, SLOT_COUNT * 8)
  free = ENTRIES
  count = 0
  epoch++
}
