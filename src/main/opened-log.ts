import { join } from 'node:path'

import { app } from 'electron'

import type { DocumentInfo } from '#shared/protocol/application'
import type { HostMessage } from '#shared/protocol/host'
import type { SharedConnection } from '#sources/remote/shared-connection'
import type { Source } from '#sources/source'
import { SourceCopy } from '#sources/source-copy'

import { displayText } from './display-text'
import type { OpenSources } from './open-sources'

type OpenMessage = Extract<HostMessage, { readonly type: 'open' }>

/** What a document reads: a source, or several that are merged. Whoever opens it disposes of it. */
export interface OpenedLog {
  /** The sources that it is made of. */
  readonly places: readonly string[]
  /** Registers its sources; what it is, for the page. */
  register(sources: OpenSources): Omit<DocumentInfo, 'olderFiles' | 'opensAgain'>
  /** What the engine has to know of it at the beginning. */
  readonly opening: Pick<OpenMessage, 'file' | 'merge' | 'indexFolder'>
  /** Tells the engine what happens to it. */
  follow(send: (message: HostMessage) => void): void
  /** The connection to the machine that it is on, for one more user; null where there is none. */
  lendConnection(): SharedConnection | null
  dispose(): Promise<void>
}

/** One source as a log of its own. */
export class SingleLog implements OpenedLog {
  readonly places: readonly string[]
  readonly #source: Source
  readonly #copy: SourceCopy

  constructor(source: Source) {
    this.places = [source.place]
    this.#source = source
    this.#copy = new SourceCopy(source)
  }

  register(sources: OpenSources): ReturnType<OpenedLog['register']> {
    const { name, place, path, convertedFrom, looksBinary, later } = this.#source
    const { connection = null, front = null } = this.#source
    return {
      name: displayText(name, 200),
      place: displayText(place, 2000),
      convertedFrom,
      looksBinary,
      source: sources.add({ name, copy: this.#copy, connection, front }),
      isRemote: connection !== null,
      // Files of this machine that are joined are read where they stand.
      isCopy: path !== place && (later === undefined || connection !== null),
      merge: null,
    }
  }

  get opening(): OpenedLog['opening'] {
    const { path, place } = this.#source
    return {
      file: fileOf(this.#source),
      merge: null,
      // A copy or a spool has another name the next time.
      indexFolder: path === place ? join(app.getPath('userData'), 'index') : null,
    }
  }

  follow(send: (message: HostMessage) => void): void {
    this.#source.onEvent((event) => {
      this.#copy.follow(event)
      send({ type: 'source', input: 0, event })
    })
  }

  lendConnection(): SharedConnection | null {
    return this.#source.connection?.lend?.() ?? null
  }

  dispose(): Promise<void> {
    return this.#source.dispose()
  }
}

/** What an engine has to know of the file behind a source. */
export function fileOf(source: Source): OpenMessage['file'] {
  const { path, key = null, from = 0, bytes, later = [], modifiedTime } = source
  return { path, key, from, bytes, later, referenceTime: modifiedTime }
}
