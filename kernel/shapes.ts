import { copySpan, hasBackslash } from './bytes'
import { messageAt, messageLength, ZAP_CONSOLE } from './heads'
import { LITERALS, MESSAGE, NONE } from './layout'
import { avoided, holdsLiteral } from './literals'
import { hasChanging, hasQuoted, MAX_MASK, MAX_MESSAGE, unescape, writeMask } from './mask'
import { AREA_HEAD, areaAt, find, seal } from './table'

/*
 * Signatures of masked messages: one stands for all messages that differ only in what a mask leaves
 * out, whatever room, track or participant they name. The reference says of which of them that is
 * right. Such a signature is that of heads.ts with another format and the mask in the place of the
 * message:
 *
 *   +0   u8 0xe0 + format, u8 flags, u16 bytes of the logger, u24 bytes of the mask, u8 bytes of the source
 *   +8   the level
 *   +16  logger, mask, and what else counts, each filled with zeros up to a multiple of 16
 */

const FORMAT: u8 = 0xe0
const EXACT_FLAG: u8 = 0x80
/** What is left of it tells the length of the source. */
const LENGTH: u32 = 0xff_ffff
const MAX_REST: usize = 2048

/** The message that is looked at, with its escapes resolved, and its mask; no bytes where it has none. */
export let plainAt: usize = 0
export let plainLength: usize = 0
export let maskAt: usize = 0
export let maskLength: usize = 0
/** What else counts in its signature. */
export let restAt: usize = 0
export let restLength: usize = 0
/** The area of a masked signature whose outcome may be learned, or NONE. */
export let shapeArea: u32 = NONE

export function forgetShape(): void {
  maskLength = 0
  shapeArea = NONE
}

function padded(length: usize): usize {
  return (length + 15) & ~15
}

/** Finds the message that is looked at; false where it is too long, or escaped in other ways. */
function findMessage(format: u8): bool {
  plainAt = messageAt
  plainLength = messageLength
  if (plainLength == 0 || plainLength > MAX_MESSAGE) return false
  // The console encoder escapes nothing.
  if (format == ZAP_CONSOLE || !hasBackslash(plainAt, plainLength)) return true
  plainLength = unescape(plainAt, plainLength)
  plainAt = MESSAGE
  return plainLength != 0
}

/**
 * The entry of the masked signature, or 0.
 *
 * @param number of the area for it
 */
export function findShape(signature: usize, number: u32): usize {
  const head = signature + AREA_HEAD
  if (!findMessage(load<u8>(head))) return 0
  const loggerBytes = <usize>load<u16>(head, 2)
  restAt = head + 16 + padded(loggerBytes) + padded(<usize>(load<u32>(head, 4) & LENGTH))
  restLength = head + <usize>load<u32>(signature) - restAt
  if (restLength > MAX_REST) return 0
  const area = areaAt(number)
  const to = area + AREA_HEAD
  maskAt = copySpan(to + 16, head + 16, loggerBytes)
  const maskEnd = writeMask(maskAt, plainAt, plainLength)
  maskLength = maskEnd - maskAt
  if (hasQuoted && holdsLiteral(LITERALS, avoided, plainAt, plainAt + plainLength)) {
    maskLength = 0
    return 0
  }
  if (!hasChanging) return 0
  store<u64>(to, load<u64>(head))
  store<u64>(to, load<u64>(head, 8), 8)
  store<u8>(to, FORMAT | load<u8>(head))
  store<u8>(to, load<u8>(head, 1) & ~EXACT_FLAG, 1)
  store<u32>(to, (load<u32>(head, 4) & ~LENGTH) | (<u32>maskLength), 4)
  v128.store(maskEnd, i64x2.splat(0))
  seal(area, copySpan(maskAt + padded(maskLength), restAt, restLength))
  const entry = find(area)
  if (entry == 0) shapeArea = number
  return entry
}
