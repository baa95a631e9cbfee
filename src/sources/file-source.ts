import { basename } from 'node:path'

import { keyOf } from '#shared/protocol/host'

import { archiveKindOf } from './archive/archive-kind'
import { openArchive } from './archive/archive-source'
import { bytesOfFile } from './archive/packed-bytes'
import { ConvertedFile } from './converted-file'
import { ENCODING_SAMPLE_BYTES, guessEncoding } from './encoding'
import { openRegularFile, readAt } from './file-look'
import { filePlaceOf } from './file-place'
import { failureOf } from './open-failure'
import type { OpenResult, Source } from './source'
import { localFiles } from './tail/local-files'
import { type FollowOptions, TailedFile } from './tail/tailed-file'
import { WatchedFile } from './watched-file'

/**
 * Opens a regular file by its absolute path, an archive by its content.
 *
 * @param follows whether anybody wants to know what becomes of it
 * @param options see TailedFile
 */
export async function openFile(
  argument: string,
  follows: boolean,
  options: FollowOptions = {},
): Promise<OpenResult> {
  const { path, entry } = await filePlaceOf(argument)
  try {
    const opened = await openRegularFile(path)
    if (!opened.ok) return { ok: false, code: opened.code, place: path, detail: opened.detail }
    const { handle } = opened
    try {
      const stats = await handle.stat({ bigint: true })
      const [size, modifiedTime] = [Number(stats.size), Number(stats.mtimeMs)]
      const sample = await readAt(handle, 0, ENCODING_SAMPLE_BYTES)
      const kind = archiveKindOf(sample)
      if (kind !== null) {
        const archive = { name: basename(path), place: path, kind, bytes: size, modifiedTime }
        return await openArchive({ ...archive, packed: bytesOfFile(path), entry })
      }
      if (entry !== null) return notAnArchive(argument, path)
      const { encoding, looksBinary } = guessEncoding(sample)
      const plain = {
        name: basename(path),
        place: path,
        looksBinary,
        modifiedTime,
      }
      if (encoding !== 'utf-8') return await openConverted(path, encoding, plain)
      return follows
        ? await openTailed(path, plain, options)
        : { ok: true, source: still(path, keyOf(stats), size, plain) }
    } finally {
      await handle.close()
    }
  } catch (error) {
    return { ok: false, place: path, ...failureOf(error) }
  }
}

function notAnArchive(place: string, path: string): OpenResult {
  return { ok: false, code: 'not-found', place, detail: `${path} is no archive of several files` }
}

type Plain = Pick<Source, 'name' | 'place' | 'looksBinary' | 'modifiedTime'>

/** The file as it is now. */
function still(path: string, key: string, bytes: number, plain: Plain): Source {
  return {
    ...plain,
    path,
    key,
    bytes,
    convertedFrom: null,
    caughtUp: Promise.resolve({ ok: true }),
    onEvent: () => () => undefined,
    dispose: () => Promise.resolve(),
  }
}

async function openTailed(path: string, plain: Plain, options: FollowOptions): Promise<OpenResult> {
  const opened = await TailedFile.open(path, options)
  if (!opened.ok) return { ok: false, code: opened.code, place: path, detail: opened.detail }
  const { file } = opened
  return {
    ok: true,
    source: {
      ...plain,
      get path() {
        return file.path
      },
      key: file.key,
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
    const converted = await ConvertedFile.create(file, localFiles)
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
