import { basename } from 'node:path'

import { ConvertedFile } from './converted-file'
import { ENCODING_SAMPLE_BYTES, guessEncoding } from './encoding'
import { openRegularFile, readAt } from './file-look'
import { failureOf } from './open-failure'
import type { OpenResult, Source } from './source'
import { WatchedFile } from './watched-file'

/** Opens a regular file by its absolute path. */
export async function openFile(path: string): Promise<OpenResult> {
  try {
    const watched = await WatchedFile.open(path)
    if (!watched.ok) return { ok: false, code: watched.code, place: path, detail: watched.detail }
    return { ok: true, source: await sourceOf(watched.file) }
  } catch (error) {
    return { ok: false, place: path, ...failureOf(error) }
  }
}

async function sourceOf(file: WatchedFile): Promise<Source> {
  try {
    const { encoding, looksBinary } = guessEncoding(await sampleOf(file.path))
    const plain = {
      name: basename(file.path),
      place: file.path,
      looksBinary,
      modifiedTime: Number(file.state.modifiedTimeNs / 1_000_000n),
    }
    if (encoding === 'utf-8') {
      return {
        ...plain,
        path: file.path,
        convertedFrom: null,
        caughtUp: Promise.resolve({ ok: true }),
        onEvent: (listener) => file.onEvent(listener),
        dispose: () => file.dispose(),
      }
    }
    const converted = await ConvertedFile.create(file)
    return {
      ...plain,
      path: converted.path,
      convertedFrom: encoding,
      caughtUp: converted.caughtUp,
      onEvent: (listener) => converted.onEvent(listener),
      dispose: async () => {
        await file.dispose()
        await converted.dispose()
      },
    }
  } catch (error) {
    await file.dispose()
    throw error
  }
}

async function sampleOf(path: string): Promise<Uint8Array> {
  const opened = await openRegularFile(path)
  // Gone since the look before: as good as empty, and the watch tells it.
  if (!opened.ok) return new Uint8Array()
  try {
    return await readAt(opened.handle, 0, ENCODING_SAMPLE_BYTES)
  } finally {
    await opened.handle.close()
  }
}
