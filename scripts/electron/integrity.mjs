import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { SetupError } from '../lib/setup-error.mjs'

/**
 * Compares the bytes of a file with a pinned `algorithm-base64` value. What a
 * registry says of its own package proves nothing: the pin comes from us.
 * @param {string} file
 * @param {string} pin
 */
export async function verifyIntegrity(file, pin) {
  const algorithm = pin.slice(0, pin.indexOf('-'))
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  const found = `${algorithm}-${hash.digest('base64')}`
  if (found !== pin) {
    throw new SetupError(
      `refused: the download is not what was pinned, nothing of it was unpacked\n` +
        `  expected ${pin}\n  found    ${found}`,
    )
  }
}
