/** Whether nothing in a text would be read as U+FFFD, so that its bytes say the same as its characters. */
export function isUtf8(at: usize, end: usize): bool {
  while (at < end) {
    const byte = load<u8>(at)
    if (byte < 0x80) {
      at++
      continue
    }
    const next = load<u8>(at, 1)
    let length: usize = 2
    if (byte >= 0xe0) {
      length = byte < 0xf0 ? 3 : 4
      // Too long a form, half of a surrogate, beyond the last character.
      if (byte == 0xe0 && next < 0xa0) return false
      if (byte == 0xed && next > 0x9f) return false
      if (byte == 0xf0 && next < 0x90) return false
      if (byte > 0xf4 || (byte == 0xf4 && next > 0x8f)) return false
    } else if (byte < 0xc2) return false
    if (at + length > end) return false
    for (let place: usize = 1; place < length; place++) {
      if ((load<u8>(at + place) & 0xc0) != 0x80) return false
    }
    at += length
  }
  return true
}

/** Whether a text begins or ends with a blank, or a character beyond ASCII that may be one. */
export function mayBeTrimmed(at: usize, end: usize): bool {
  if (mayBeBlank(load<u8>(at)) || load<u8>(end - 1) == 0x20) return true
  const last = load<u8>(end - 1)
  return last >= 0x80 && (mayBeBlank(load<u8>(end - 2)) || mayBeBlank(load<u8>(end - 3)))
}

/** First bytes of U+0020, U+00A0, U+1680, U+2000 to U+205F, U+3000 and U+FEFF, and of others. */
function mayBeBlank(byte: u8): bool {
  return (
    byte == 0x20 || byte == 0xc2 || byte == 0xe1 || byte == 0xe2 || byte == 0xe3 || byte == 0xef
  )
}
