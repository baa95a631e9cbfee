import type { SourceEvent } from '#shared/protocol/host'

import type { Encoding } from '../encoding'
import type { CaughtUp, Source } from '../source'
import { SourceEvents } from '../source-events'
import { Spool } from '../spool'
import type { LogFile } from '../tail/log-files'
import { createTranscoder } from '../transcode'
import { readOnce, reasonFor } from './read-once'
import type { SharedConnection } from './shared-connection'

interface Copied extends Pick<Source, 'name' | 'place' | 'looksBinary' | 'modifiedTime'> {
  readonly encoding: Encoding
  /** How much of it is wanted. */
  readonly size: number
}

const NEWLINE = 0x0a

/**
 * A file of another machine that nobody writes to any more: it is read once, into a file here. Until
 * it is over it grows by whole lines, so that another one can go on where it breaks off.
 */
export async function openRemoteCopy(
  connection: SharedConnection,
  file: LogFile,
  { encoding, size, ...plain }: Copied,
): Promise<Source> {
  const spool = await Spool.create('copy.log')
  const events = new SourceEvents<SourceEvent>()
  connection.onEvent((event) => {
    // What it means that it has ended is told of the file.
    if (event.kind !== 'ended') events.emit({ ...event, of: 'connection' })
  })
  let bytes = 0
  const grow = (to: number): void => {
    bytes = to
    events.emit({ kind: 'grew', bytes })
  }
  const read = async (): Promise<CaughtUp> => {
    try {
      const transcoder = createTranscoder(encoding)
      let arrived = 0
      for await (const piece of readOnce(file, 0, size)) {
        const converted = transcoder.push(piece)
        const lines = converted.lastIndexOf(NEWLINE) + 1
        const from = spool.bytes
        await spool.append(converted)
        if (lines > 0) grow(from + lines)
        arrived += piece.length
        events.emit({ kind: 'arriving', part: arrived / size })
      }
      grow(spool.bytes)
      return { ok: true }
    } catch (error) {
      return { ok: false, detail: reasonFor(error), isPartial: true }
    } finally {
      void file.close()
      connection.close()
    }
  }
  const caughtUp = read()
  return {
    ...plain,
    path: spool.path,
    get bytes() {
      return bytes
    },
    convertedFrom: encoding === 'utf-8' ? null : encoding,
    caughtUp,
    onEvent: (listener) => events.listen(listener),
    dispose: async () => {
      events.clear()
      connection.close()
      await caughtUp
      await spool.dispose()
    },
  }
}
