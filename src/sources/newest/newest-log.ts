import { basename, dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { openFile } from '../file-source'
import { JoinedBytes } from '../joined/joined-bytes'
import type { OpenResult, Source } from '../source'
import type { ListedFile } from '../tail/log-files'
import { newerMark } from '../tail/marks'
import { isRotatedName } from '../tail/rotated-files'
import type { FileFinder } from './find-files'

export interface NewestOptions {
  readonly pollMs?: number
  /**
   * The file that is read must have been silent for so long when another one is newer: two that are
   * written at the same time are not read by turns, line by line.
   */
  readonly silenceMs?: number
}

const POLL_MS = 1000
const SILENCE_MS = 2000
/** A reader may just be about to open a copy of it. */
const KEPT_SOURCES = 3

/** Opens the newest file of a folder or pattern, and goes on in the next one that is newer. */
export async function openNewest(
  place: string,
  find: FileFinder,
  follows: boolean,
  options: NewestOptions = {},
): Promise<OpenResult> {
  const files = await find()
  const newest = newestOf(files)
  if (newest === null) return { ok: false, code: 'not-found', place, detail: '' }
  const opened = await openFile(newest.path, follows)
  if (!opened.ok || !follows) return opened
  return {
    ok: true,
    source: await NewestLog.open(place, find, files, newest, opened.source, options),
  }
}

function newestOf(files: readonly ListedFile[]): ListedFile | null {
  return files.reduce<ListedFile | null>(
    (newest, file) =>
      newest === null || file.modifiedTimeNs > newest.modifiedTimeNs ? file : newest,
    null,
  )
}

class NewestLog {
  readonly #find: FileFinder
  readonly #joined: JoinedBytes
  readonly #options: Required<NewestOptions>
  readonly #closing = new AbortController()
  readonly #sources: Source[] = []
  /** By key: how much of a file was there before, or was read already. */
  readonly #passed: Map<string, number>
  #current: ListedFile

  private constructor(
    find: FileFinder,
    files: readonly ListedFile[],
    current: ListedFile,
    joined: JoinedBytes,
    { pollMs = POLL_MS, silenceMs = SILENCE_MS }: NewestOptions,
  ) {
    this.#find = find
    this.#passed = new Map(files.map(({ key, size }) => [key, size]))
    this.#current = current
    this.#joined = joined
    this.#options = { pollMs, silenceMs }
  }

  static async open(
    place: string,
    find: FileFinder,
    files: readonly ListedFile[],
    newest: ListedFile,
    source: Source,
    options: NewestOptions,
  ): Promise<Source> {
    const joined = await JoinedBytes.create()
    const log = new NewestLog(find, files, newest, joined, options)
    log.#sources.push(source)
    const { path, key = null } = source
    const first = key === null ? [] : [{ path, key }]
    await joined.append(source)
    const following = log.#follow()
    return {
      name: basename(place),
      place,
      path: joined.seamsFile.path,
      // All that there is comes as events.
      bytes: 0,
      later: [joined.seamsFile, ...first],
      convertedFrom: null,
      looksBinary: source.looksBinary,
      modifiedTime: source.modifiedTime,
      caughtUp: source.caughtUp,
      onEvent: (listener) => joined.onEvent(listener),
      dispose: async () => {
        log.#closing.abort()
        await following
        await Promise.all(log.#sources.map((opened) => opened.dispose()))
        await joined.dispose()
      },
    }
  }

  async #follow(): Promise<void> {
    while (await this.#pause()) {
      const next = await this.#findNewer()
      if (next !== null) await this.#goOnIn(next)
    }
  }

  /** @returns whether it goes on */
  async #pause(): Promise<boolean> {
    const { signal } = this.#closing
    await setTimeout(this.#options.pollMs, undefined, { signal }).catch(() => undefined)
    return !signal.aborted
  }

  /** One that was written after the present one, which is silent. */
  async #findNewer(): Promise<ListedFile | null> {
    let files: readonly ListedFile[]
    try {
      files = await this.#find()
    } catch {
      // The folder is gone for now.
      return null
    }
    const { path } = this.#current
    this.#current = files.find((file) => file.path === path) ?? this.#current
    const silentFrom = this.#current.modifiedTimeNs + BigInt(this.#options.silenceMs) * 1_000_000n
    // What rotation makes of the present one is read by its tail.
    const others = files.filter(
      (file) =>
        file.path !== path &&
        !(
          dirname(file.path) === dirname(path) && isRotatedName(basename(file.path), basename(path))
        ),
    )
    const newest = newestOf(
      others.filter((file) => file.size !== (this.#passed.get(file.key) ?? 0)),
    )
    return newest !== null && newest.modifiedTimeNs > silentFrom ? newest : null
  }

  async #goOnIn(next: ListedFile): Promise<void> {
    const opened = await openFile(next.path, true)
    // It is tried again at the next look.
    if (!opened.ok) return
    const { source } = opened
    const passed = this.#passed.get(next.key) ?? 0
    // One that was cut begins anew; of a converted one nobody knows where that was.
    const isGoingOn = passed <= source.bytes && source.convertedFrom === null
    const former = this.#current
    this.#current = next
    this.#sources.push(source)
    const mark = newerMark(basename(next.path))
    const taken = await this.#joined.append(source, mark, isGoingOn ? passed : 0)
    // After a rotation more was taken than stands in the file.
    this.#passed.set(former.key, taken > former.size ? former.size : taken)
    if (this.#sources.length > KEPT_SOURCES) await this.#sources.shift()?.dispose()
  }
}
