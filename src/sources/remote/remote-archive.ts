import type { SourceEvent } from '#shared/protocol/host'

import { type Archive, openArchive } from '../archive/archive-source'
import type { OpenResult, Source } from '../source'
import { SourceEvents } from '../source-events'
import type { LogFile } from '../tail/log-files'
import { RemoteBytes } from './remote-bytes'
import type { SharedConnection } from './shared-connection'

interface RemoteArchive extends Omit<Archive, 'packed'> {
  readonly file: LogFile
}

/** Opens a compressed file of another machine: it is unpacked here, as far as it has arrived. */
export async function openRemoteArchive(
  connection: SharedConnection,
  { file, ...archive }: RemoteArchive,
): Promise<OpenResult> {
  const packed = new RemoteBytes(connection, file, archive.bytes)
  const opened = await openArchive({ ...archive, packed })
  if (opened.ok) {
    const { place } = archive
    const behind = inAddress(opened.source.place.slice(place.length))
    return { ok: true, source: connected(opened.source, `${place}${behind}`, connection) }
  }
  if (packed.failure !== null) throw packed.failure
  connection.close()
  if (opened.code !== 'pick-entry') return opened
  const entries = opened.entries.map(({ name, bytes }) => ({ name: inAddress(name), bytes }))
  return { ...opened, entries }
}

/** The name of an entry as it stands behind an address, where a “%” begins a code. */
function inAddress(name: string): string {
  return name.replaceAll('%', '%25')
}

function connected(source: Source, place: string, connection: SharedConnection): Source {
  const events = new SourceEvents<SourceEvent>()
  connection.onEvent((event) => {
    // What it means that it has ended is told of the archive.
    if (event.kind !== 'ended') events.emit({ ...event, of: 'connection' })
  })
  source.onEvent((event) => events.emit(event))
  return {
    ...source,
    place,
    get bytes() {
      return source.bytes
    },
    connection,
    onEvent: (listener) => events.listen(listener),
    dispose: async () => {
      events.clear()
      connection.close()
      await source.dispose()
    },
  }
}
