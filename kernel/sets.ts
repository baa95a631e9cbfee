import { MAX_NAME_BYTES, MAX_NAMES, SETS, SET_BYTES, SET_COUNT } from './layout'

/** The set that holds `logger` alone. */
export const LOGGER_SET: u32 = 0

let count: u32 = 0

/** A new empty set, or -1 where there is no room. */
export function addSet(): i32 {
  if (<usize>count >= SET_COUNT) return -1
  store<u32>(SETS + <usize>count * SET_BYTES, 0)
  const set = <i32>count
  count = count + 1
  return set
}

/** Adds the name that stands at `from`; false where it is too long or the set is full. */
export function addName(set: u32, from: usize, length: u32): bool {
  const names = SETS + <usize>set * SET_BYTES
  const place = load<u32>(names)
  if (<usize>place >= MAX_NAMES || <usize>length > MAX_NAME_BYTES) return false
  const name = names + 16 + <usize>place * 32
  memory.fill(name, 0, 32)
  store<u32>(name, length)
  memory.copy(name + 16, from, length)
  store<u32>(names, place + 1)
  return true
}
