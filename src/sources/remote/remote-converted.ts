import { ConvertedFile } from '../converted-file'
import type { Source } from '../source'
import { RemoteChanges } from './remote-changes'
import { RemoteFiles } from './remote-files'
import { RemoteWatch } from './remote-watch'
import type { SharedConnection } from './shared-connection'

interface Converted extends Pick<Source, 'name' | 'place' | 'modifiedTime'> {
  /** In the session. */
  readonly path: string
  readonly encoding: string
}

/** A file of another machine that is not UTF-8: it is read from its start, converted and followed. */
export async function openRemoteConverted(
  connection: SharedConnection,
  { path, encoding, ...plain }: Converted,
): Promise<Source> {
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
    ...plain,
    path: file.path,
    get bytes() {
      return file.bytes
    },
    convertedFrom: encoding,
    looksBinary: false,
    caughtUp: file.caughtUp,
    connection,
    onEvent: (listener) => file.onEvent(listener),
    dispose: async () => {
      await watch.dispose()
      await file.dispose()
    },
  }
}
