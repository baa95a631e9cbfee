import { firstBytes } from './bytes'
import { LITERALS, MAX_AVOIDED, SCRATCH } from './layout'

/*
 * Literals that a pattern of a rule looks for: u32 bytes of it, 16 bytes filled with zeros. Where a
 * message holds one of them, nothing that was learned of messages like it may be true.
 */

export const LITERAL_BYTES: usize = 20

/** Whether one of some literals stands in a text. */
export function holdsLiteral(literals: usize, count: u32, text: usize, end: usize): bool {
  for (; count != 0; count--) {
    const last = <usize>load<u32>(literals) - 1
    const bytes = v128.load(literals + 4)
    const first = i8x16.splat(load<u8>(literals, 4))
    const final = i8x16.splat(load<u8>(literals + 4 + last))
    for (let at = text; at < end; at += 16) {
      let found = i8x16.bitmask(
        v128.and(i8x16.eq(v128.load(at), first), i8x16.eq(v128.load(at + last), final)),
      )
      while (found != 0) {
        const difference = v128.xor(firstBytes(at + <usize>ctz(found), last + 1), bytes)
        if (!v128.any_true(difference)) return true
        found &= found - 1
      }
    }
    literals += LITERAL_BYTES
  }
  return false
}

/** How many literals no message with a quoted text may hold whose mask counts. */
export let avoided: u32 = 0

/** Adds such literals, which stand at SCRATCH; false where there is no room for them. */
export function avoidLiterals(count: u32): bool {
  if (avoided + count > MAX_AVOIDED) return false
  memory.copy(LITERALS + <usize>avoided * LITERAL_BYTES, SCRATCH, <usize>count * LITERAL_BYTES)
  avoided = avoided + count
  return true
}
