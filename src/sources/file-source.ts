import { basename } from 'node:path'

import { ConvertedFile } from './converted-file'
import { ENCODING_SAMPLE_BYTES, guessEncoding } from './encoding'
import { openRegularFile, readAt } from './file-look'
import { failureOf } from './open-failure'
import type { OpenResult, Source } from './source'
import { TailedFile } from './tail/tailed-file'
import { WatchedFile } from './watched-file'

/**
 * Opens a regular file by its absolute path.
 *
 * @param follows whether anybody wants to know what becomes of it
 */
export async function openFile(path: string, follows: boolean): Promise<OpenResult> {
  try {
    const opened = await openRegularFile(path)
    if (!opened.ok) return { ok: false, code: opened.code, place: path, detail: opened.detail }
    const { handle } = opened
    try {
      const { size, mtimeMs } = await handle.stat()
      const { encoding, looksBinary } = guessEncoding(
        await readAt(handle, 0, ENCODING_SAMPLE_BYTES),
      )
      const plain = {
        name: basename(path),
        place: path,
        looksBinary,
        modifiedTime: Math.floor(mtimeMs),
      }
      if (encoding !== 'utf-8') return await openConverted(path, encoding, plain)
      return follows
        ? await openTailed(path, plain)
        : { ok: true, source: still(path, size, plain) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return { ok: false, place: path, ...failureOf(error) }
  }
}

type Plain = Pick<Source, 'name' | 'place' | 'looksBinary' | 'modifiedTime'>

/** The file as it is now. */
function still(path: string, bytes: number, plain: Plain): Source {
  return {
    ...plain,
    path,
    bytes,
    convertedFrom: null,
    caughtUp: Promise.resolve({ ok: true }),
    onEvent: () => () => undefined,
    dispose: () => Promise.resolve(),
  }
}

async function openTailed(path: string, plain: Plain): Promise<OpenResult> {
  const opened = await TailedFile.open(path)
  if (!opened.ok) return { ok: false, code: opened.code, place: path, detail: opened.detail }
  const { file } = opened
  return {
    ok: true,
    source: {
      ...plain,
      get path() {
        return file.path
      },
      get bytes() {
        return file.bytes
      },
      convertedFrom: null,
      caughtUp: Promise.resolve({ ok: true }),
      onEvent: (listener) => file.onEvent(listener),
      dispose: () => file.dispose(),
    },
  }
}

async function openConverted(path: string, encoding: string, plain: Plain): Promise<OpenResult> {
  const watched = await WatchedFile.open(path)
  if (!watched.ok) return { ok: false, code: watched.code, place: path, detail: watched.detail }
  const { file } = watched
  try {
    const converted = await ConvertedFile.create(file)
    return {
      ok: true,
      source: {
        ...plain,
        path: converted.path,
        get bytes() {
          return converted.bytes
        },
        convertedFrom: encoding,
        caughtUp: converted.caughtUp,
        onEvent: (listener) => converted.onEvent(listener),
        dispose: async () => {
          await file.dispose()
          await converted.dispose()
        },
      },
    }
  } catch (error) {
    await file.dispose()
    throw error
  }
}
