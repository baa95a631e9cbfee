import type { Readable } from 'node:stream'

import { guessEncoding } from './encoding'
import { messageOf } from './open-failure'
import type { CaughtUp, Source } from './source'
import { type CopyOptions, StreamCopy } from './stream-copy'
import { createTranscoder, type Transcoder } from './transcode'

/**
 * Opens a stream of bytes (standard input). A pipe may be silent for hours, so the source is there
 * before its first byte, and says nothing of the encoding: UTF-16 is converted all the same.
 */
export async function openStream(
  stream: Readable,
  name: string,
  options: CopyOptions,
): Promise<Source> {
  const copy = await StreamCopy.create(options)
  const filled = fill(copy, stream)
  const flooded = async (): Promise<CaughtUp> => {
    await copy.flooded()
    return { ok: true }
  }
  return {
    name,
    place: name,
    path: copy.path,
    get bytes() {
      return copy.bytes
    },
    convertedFrom: null,
    looksBinary: false,
    modifiedTime: Date.now(),
    caughtUp: options.isEndless ? Promise.race([filled, flooded()]) : filled,
    onEvent: (listener) => copy.events.listen(listener),
    dispose: async () => {
      copy.stop()
      stream.destroy()
      await filled
      await copy.dispose()
    },
  }
}

async function fill(copy: StreamCopy, stream: Readable): Promise<CaughtUp> {
  let transcoder: Transcoder | null = null
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
      transcoder ??= createTranscoder(guessEncoding(bytes).encoding)
      await copy.append(transcoder.push(bytes))
    }
    copy.events.emit({ kind: 'ended', detail: null })
    return { ok: true }
  } catch (error) {
    const detail = messageOf(error)
    copy.events.emit({ kind: 'ended', detail })
    return { ok: false, detail, isPartial: copy.bytes > 0 }
  }
}
