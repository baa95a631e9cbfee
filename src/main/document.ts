import { join } from 'node:path'

import { app, MessageChannelMain, type MessagePortMain } from 'electron'

import type { DocumentInfo } from '#shared/protocol/application'
import type { Profile } from '#shared/feature'
import type { Source } from '#sources/source'

import { displayText } from './display-text'
import type { Engine } from './engine'
import type { OpenSources } from './open-sources'

export interface DocumentOptions {
  readonly uses: Profile
  readonly userPacks: readonly string[]
  readonly sources: OpenSources
  /** How many files that rotation left beside the log are not shown. */
  readonly olderFiles: number
  /** Has nothing to read yet. */
  readonly engine: Engine
  /** The engine ended without being told to. */
  readonly onCrash: (detail: string) => void
}

let opened = 0

/** An open log: its source, and the engine process that reads it. */
export class LogDocument {
  /** The same log opened again is another document. */
  readonly number = ++opened
  readonly info: DocumentInfo
  readonly #source: Source
  readonly #sources: OpenSources
  readonly #engine: Engine
  #firstPort: MessagePortMain | null

  constructor(
    source: Source,
    { uses, userPacks, sources, olderFiles, engine, onCrash }: DocumentOptions,
  ) {
    this.#source = source
    this.#sources = sources
    const opened = sources.add(source)
    this.info = {
      name: displayText(source.name, 200),
      place: displayText(source.place, 2000),
      convertedFrom: source.convertedFrom,
      looksBinary: source.looksBinary,
      source: opened.number,
      isRemote: source.connection !== undefined,
      // What is joined is read where it stands.
      isCopy: source.path !== source.place && source.later === undefined,
      olderFiles,
    }
    // The engine reads while the page still loads; its port keeps what is said until then.
    const { port1, port2 } = new MessageChannelMain()
    this.#firstPort = port2
    this.#engine = engine
    engine.onCrash(onCrash)
    const { path, key = null, from = 0, bytes, later = [], modifiedTime } = source
    // A copy or a spool has another name the next time.
    const indexFolder = path === source.place ? join(app.getPath('userData'), 'index') : null
    this.#engine.send(
      {
        type: 'open',
        path,
        key,
        from,
        bytes,
        later,
        referenceTime: modifiedTime,
        uses,
        userPacks,
        indexFolder,
      },
      port1,
    )
    source.onEvent((event) => {
      opened.follow(event)
      this.#engine.send({ type: 'source', event })
    })
  }

  /** A port for the page that has just come. One that was loaded anew gets a further one to the same engine. */
  connect(): MessagePortMain {
    const first = this.#firstPort
    this.#firstPort = null
    if (first !== null) return first
    const { port1, port2 } = new MessageChannelMain()
    this.#engine.send({ type: 'port' }, port1)
    return port2
  }

  /** Settles when the log is being read, or the engine has ended. */
  get started(): Promise<void> {
    return this.#engine.started
  }

  /** Other packs of the user are in force. */
  setRules(userPacks: readonly string[]): void {
    this.#engine.send({ type: 'rules', userPacks })
  }

  async close(): Promise<void> {
    this.#engine.stop()
    this.#firstPort?.close()
    this.#sources.remove(this.info.source)
    await this.#source.dispose()
  }
}
