import type { Transform } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip, createInflateRaw } from 'node:zlib'

import type { ArchiveInput } from './archive-input'

/*
 * A thread is made for each archive, and a rolled set has many of them: so it loads the decoder that
 * it needs, and no other one.
 */

/** How bytes are compressed. `deflate` is what zip has, without a head of its own. */
export type Codec = 'gzip' | 'deflate' | 'zstd' | 'bzip2' | 'xz' | 'stored'

/** Takes decoded bytes, which are only lent; what it throws ends the decoding. */
export type Write = (bytes: Uint8Array) => void

const OUTPUT_BYTES = 256 * 1024

/** Decodes all of the input; throws where it is damaged or ends too early, after all that came before. */
export async function decode(codec: Codec, input: ArchiveInput, write: Write): Promise<void> {
  switch (codec) {
    case 'gzip':
      // Members that follow one another are one content; what is no member after them is left out.
      return throughZlib(createGunzip({ chunkSize: OUTPUT_BYTES }), input, write)
    case 'deflate':
      return throughZlib(createInflateRaw({ chunkSize: OUTPUT_BYTES }), input, write)
    case 'zstd':
      return unzstd(input, write)
    case 'bzip2': {
      const { bunzip } = await import('./bunzip')
      bunzip(input, write)
      return
    }
    case 'xz':
      return unxz(input, write)
    case 'stored':
      for (const piece of input) write(piece)
  }
}

async function throughZlib(zlib: Transform, input: ArchiveInput, write: Write): Promise<void> {
  const over = finished(zlib, { writable: false })
  // Awaited below; until then it is no unhandled rejection.
  over.catch(() => undefined)
  zlib.on('data', (bytes: Buffer) => {
    try {
      write(bytes)
    } catch (error) {
      zlib.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  })
  for (const piece of input) {
    if (zlib.readableEnded || zlib.destroyed) break
    // One at a time: what is decoded of the last piece together with the end is lost where that is
    // missing. What has come to its end takes no more.
    await Promise.race([new Promise((resolve) => zlib.write(piece, resolve)), over])
  }
  zlib.end()
  await over
}

async function unzstd(input: ArchiveInput, write: Write): Promise<void> {
  const { Decompress } = await import('fzstd')
  const decoder = new Decompress(write)
  for (const piece of input) decoder.push(piece)
  decoder.push(new Uint8Array(0), true)
}

async function unxz(input: ArchiveInput, write: Write): Promise<void> {
  const compressed = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const piece = input.next()
      if (piece.length === 0) controller.close()
      else controller.enqueue(piece)
    },
  })
  const { default: xz } = await import('xz-decompress')
  const reader = new xz.XzReadableStream(compressed).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    write(value)
  }
}
