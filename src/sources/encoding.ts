/** How much of a file is looked at. */
export const ENCODING_SAMPLE_BYTES = 64 * 1024

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

export interface EncodingGuess {
  readonly encoding: Encoding
  /** How long the byte order mark is, 0 where there is none. */
  readonly bomBytes: number
  readonly looksBinary: boolean
}

/** Guesses from the first bytes of a file what its bytes are. Everything that is not UTF-16 is read as UTF-8. */
export function guessEncoding(sample: Uint8Array): EncodingGuess {
  if (startsWith(sample, [0xef, 0xbb, 0xbf])) {
    return { encoding: 'utf-8', bomBytes: 3, looksBinary: looksBinary(sample) }
  }
  if (startsWith(sample, [0xff, 0xfe]))
    return { encoding: 'utf-16le', bomBytes: 2, looksBinary: false }
  if (startsWith(sample, [0xfe, 0xff]))
    return { encoding: 'utf-16be', bomBytes: 2, looksBinary: false }
  if (!holdsControls(sample)) return { encoding: 'utf-8', bomBytes: 0, looksBinary: false }
  if (isUtf16Text(sample, 0)) return { encoding: 'utf-16le', bomBytes: 0, looksBinary: false }
  if (isUtf16Text(sample, 1)) return { encoding: 'utf-16be', bomBytes: 0, looksBinary: false }
  return { encoding: 'utf-8', bomBytes: 0, looksBinary: looksBinary(sample) }
}

/** Most logs have none, and are told at once: going through the bytes one by one takes a start some milliseconds. */
// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const CONTROLS = /[\u0000-\u0006\u000e-\u001a\u001c-\u001f\u007f]/u

function holdsControls({ buffer, byteOffset, length }: Uint8Array): boolean {
  return CONTROLS.test(Buffer.from(buffer, byteOffset, length).toString('latin1'))
}

function startsWith(sample: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => sample[index] === byte)
}

/**
 * UTF-16 without a mark: a log is mostly ASCII, so most units have a NUL as their high byte, and
 * nearly every unit is a character that a text would hold. The second condition keeps out arrays of
 * small numbers, which have the same NULs.
 */
function isUtf16Text(sample: Uint8Array, lowByteAt: 0 | 1): boolean {
  const units = sample.length >> 1
  if (units < 4) return false
  let ascii = 0
  let odd = 0
  for (let unit = 0; unit < units; unit++) {
    const low = sample[unit * 2 + lowByteAt] ?? 0
    const high = sample[unit * 2 + 1 - lowByteAt] ?? 0
    if (high !== 0) continue
    if (isControl(low) || low === 0) odd++
    else if (low < 0x80) ascii++
  }
  return ascii > units * 0.4 && odd < units * 0.02
}

/** A run this long is what a truncated or preallocated log leaves behind, not a sign of binary data. */
const NUL_RUN = 1024

function looksBinary(sample: Uint8Array): boolean {
  let suspicious = 0
  let considered = 0
  let run = 0
  const endRun = (): void => {
    if (run < NUL_RUN) {
      suspicious += run
      considered += run
    }
    run = 0
  }
  for (const byte of sample) {
    if (byte === 0) {
      run++
      continue
    }
    endRun()
    considered++
    if (isControl(byte)) suspicious++
  }
  endRun()
  return suspicious > considered * 0.05
}

/** Control bytes that a log does not hold: not tab, line ends, form feed, backspace, bell and escape. */
function isControl(byte: number): boolean {
  if (byte === 0x7f) return true
  return byte !== 0 && byte < 0x20 && !(byte >= 0x07 && byte <= 0x0d) && byte !== 0x1b
}
