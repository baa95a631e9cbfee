import { once } from 'node:events'
import { fstatSync } from 'node:fs'
import type { Readable } from 'node:stream'

/**
 * What is piped or redirected into this process, else null. A terminal or /dev/null says nothing, and
 * reading from a terminal would stop a program that runs in the background.
 */
export function pipedInput(): Readable | null {
  try {
    const stats = fstatSync(0)
    return stats.isFIFO() || stats.isFile() || stats.isSocket() ? process.stdin : null
  } catch {
    // It is closed.
    return null
  }
}

/** Whether a first byte has come. It may take for ever: desktops and editors leave pipes open that stay silent. */
export async function hasSpoken(input: Readable): Promise<boolean> {
  try {
    await once(input, 'readable')
    return input.readableLength > 0
  } catch {
    return false
  }
}
