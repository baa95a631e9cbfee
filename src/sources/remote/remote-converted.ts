import { ConvertedFile } from '../converted-file'
import type { Source } from '../source'
import { RemoteChanges } from './remote-changes'
import { RemoteFiles } from './remote-files'
import type { RemoteFacts } from './remote-script'
import { RemoteWatch } from './remote-watch'
import type { SharedConnection } from './shared-connection'

export interface RemoteConverted {
  readonly place: string
  readonly facts: RemoteFacts
  readonly encoding: string
}

/** A file of another machine that is not UTF-8: it is read from its start, converted and followed. */
export async function openRemoteConverted(
  connection: SharedConnection,
  { place, facts, encoding }: RemoteConverted,
): Promise<Source> {
  const { path, modifiedTimeNs } = facts
  const files = new RemoteFiles(connection)
  const watch = new RemoteWatch(connection, path)
  const changes = new RemoteChanges(files, watch)
  // What comes after this first look is told, whether it is converted by then or not.
  await changes.look()
  const file = await ConvertedFile.create(changes, files)
  // Nothing is waited for over there while there is something to read: answers come one after the other.
  watch.onLook(async () => {
    await file.settled()
    const isBusy = await changes.look()
    await file.settled()
    return isBusy
  })
  void watch.start()
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    place,
    path: file.path,
    get bytes() {
      return file.bytes
    },
    convertedFrom: encoding,
    looksBinary: false,
    modifiedTime: Number(modifiedTimeNs / 1_000_000n),
    caughtUp: file.caughtUp,
    connection,
    onEvent: (listener) => file.onEvent(listener),
    dispose: async () => {
      await watch.dispose()
      await file.dispose()
    },
  }
}
