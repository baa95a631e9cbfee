import type { SourceEvent } from '#shared/protocol/host'

import type { ArchiveKind } from '../archive/archive-kind'
import { openArchive } from '../archive/archive-source'
import type { OpenResult, Source } from '../source'
import { SourceEvents } from '../source-events'
import { RemoteBytes } from './remote-bytes'
import { RemoteFiles } from './remote-files'
import type { RemoteFacts } from './remote-script'
import type { SharedConnection } from './shared-connection'

export interface RemoteArchive {
  readonly place: string
  readonly kind: ArchiveKind
  readonly facts: RemoteFacts
  /** Behind a `#`. */
  readonly entry: string | null
}

/** Opens a compressed file of another machine: it is unpacked here, as far as it has arrived. */
export async function openRemoteArchive(
  connection: SharedConnection,
  { place, kind, facts, entry }: RemoteArchive,
  signal: AbortSignal | null,
): Promise<OpenResult> {
  const close = () => connection.close()
  signal?.addEventListener('abort', close)
  if (signal?.aborted) close()
  try {
    const file = new RemoteFiles(connection).fileOf(facts)
    const packed = new RemoteBytes(connection, file, facts.size)
    const opened = await openArchive({
      name: facts.path.slice(facts.path.lastIndexOf('/') + 1),
      place,
      kind,
      bytes: facts.size,
      packed,
      modifiedTime: Number(facts.modifiedTimeNs / 1_000_000n),
      entry,
    })
    if (opened.ok) {
      const behind = inAddress(opened.source.place.slice(place.length))
      return { ok: true, source: connected(opened.source, `${place}${behind}`, connection) }
    }
    if (packed.failure !== null) throw packed.failure
    close()
    if (opened.code !== 'pick-entry') return opened
    const entries = opened.entries.map(({ name, bytes }) => ({ name: inAddress(name), bytes }))
    return { ...opened, entries }
  } finally {
    signal?.removeEventListener('abort', close)
  }
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
