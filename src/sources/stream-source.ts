import type { Readable } from 'node:stream'

import type { SourceEvent } from '#shared/protocol/host'

import { guessEncoding } from './encoding'
import { messageOf } from './open-failure'
import type { CaughtUp, Source } from './source'
import { SourceEvents } from './source-events'
import { Spool } from './spool'
import { createTranscoder, type Transcoder } from './transcode'

/**
 * Writes a stream of bytes (standard input) to a spool that the engine reads like a file. A pipe
 * may be silent for hours, so the source is there before its first byte, and says nothing of the
 * encoding: UTF-16 is converted all the same.
 */
export async function openStream(stream: Readable, name: string): Promise<Source> {
  const spool = await Spool.create('input.log')
  const events = new SourceEvents<SourceEvent>()
  const stop = new AbortController()
  const caughtUp = copy(stream, spool, events, stop.signal)
  return {
    name,
    place: name,
    path: spool.path,
    get bytes() {
      return spool.bytes
    },
    convertedFrom: null,
    looksBinary: false,
    modifiedTime: Date.now(),
    caughtUp,
    onEvent: (listener) => events.listen(listener),
    dispose: async () => {
      stop.abort()
      events.clear()
      stream.destroy()
      await caughtUp
      await spool.dispose()
    },
  }
}

async function copy(
  stream: Readable,
  spool: Spool,
  events: SourceEvents<SourceEvent>,
  stop: AbortSignal,
): Promise<CaughtUp> {
  let transcoder: Transcoder | null = null
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
      transcoder ??= createTranscoder(guessEncoding(bytes).encoding)
      await spool.append(transcoder.push(bytes))
      events.emit({ kind: 'grew', bytes: spool.bytes })
    }
    events.emit({ kind: 'ended', detail: null })
    return { ok: true }
  } catch (error) {
    const detail = messageOf(error)
    if (!stop.aborted) events.emit({ kind: 'ended', detail })
    return { ok: false, detail, isPartial: false }
  }
}
