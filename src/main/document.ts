import { MessageChannelMain, type MessagePortMain } from 'electron'

import type { DocumentInfo } from '#shared/protocol/application'
import type { Profile } from '#shared/feature'
import type { MergeOrder } from '#shared/merged-sources'
import type { Milliseconds } from '#shared/record'
import type { SharedConnection } from '#sources/remote/shared-connection'

import type { Engine } from './engine'
import { MergedLog } from './merged-log'
import type { OpenSources } from './open-sources'
import type { OpenedLog } from './opened-log'

export interface DocumentOptions {
  readonly uses: Profile
  readonly userPacks: readonly string[]
  readonly sources: OpenSources
  /** How many files that rotation left beside the log are not shown. */
  readonly olderFiles: number
  /** See DocumentInfo. */
  readonly opensAgain: boolean
  /** Has nothing to read yet. */
  readonly engine: Engine
  /** The engine ended without being told to. */
  readonly onCrash: (detail: string) => void
}

let opened = 0

/** An open log: where its bytes come from, and the engine process that reads it. */
export class LogDocument {
  /** The same log opened again is another document. */
  readonly number = ++opened
  readonly #log: OpenedLog
  readonly #sources: OpenSources
  readonly #engine: Engine
  #info: DocumentInfo
  #firstPort: MessagePortMain | null

  constructor(log: OpenedLog, options: DocumentOptions) {
    const { uses, userPacks, sources, olderFiles, opensAgain, engine, onCrash } = options
    this.#log = log
    this.#sources = sources
    this.#info = { ...log.register(sources), olderFiles, opensAgain }
    // The engine reads while the page still loads; its port keeps what is said until then.
    const { port1, port2 } = new MessageChannelMain()
    this.#firstPort = port2
    this.#engine = engine
    engine.onCrash(onCrash)
    engine.send({ type: 'open', ...log.opening, uses, userPacks }, port1)
    log.follow((message) => engine.send(message))
  }

  get info(): DocumentInfo {
    return this.#info
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

  /** Settles when its first rows are on the screen, or when nobody waits for them. */
  get shown(): Promise<void> {
    return this.#engine.shown
  }

  /** Other packs of the user are in force. */
  setRules(userPacks: readonly string[]): void {
    this.#engine.send({ type: 'rules', userPacks })
  }

  /** For whoever opens the same log again. */
  lendConnection(): SharedConnection | null {
    return this.#log.lendConnection()
  }

  /** Merges the logs that it is made of in another way. */
  changeMerge(order: MergeOrder, shifts: readonly Milliseconds[]): void {
    if (!(this.#log instanceof MergedLog)) return
    this.#log.change(order, shifts)
    this.#info = { ...this.#info, merge: this.#log.info }
  }

  async close(): Promise<void> {
    this.#engine.stop()
    this.#firstPort?.close()
    const { source, merge } = this.#info
    for (const number of [source, ...(merge?.logs ?? []).map((log) => log.source)]) {
      if (number !== null) this.#sources.remove(number)
    }
    await this.#log.dispose()
  }
}
