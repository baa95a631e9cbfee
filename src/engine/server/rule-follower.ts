import type { FollowedView } from '#shared/protocol/document'
import type { RuleSet } from '#shared/rules/compile'

import type { IngestOptions } from '../ingest/log-ingest'
import type { LogDocument } from '../log-document'
import { RuleChange } from '../reclassify/rule-change'
import type { AskedView } from './asked-view'

/** Whose document is read by other rules. */
export interface RuleFollowerHost {
  /** The document that the page sees now. */
  readonly shown: () => LogDocument | null
  readonly open: (rules: RuleSet, more?: IngestOptions) => Promise<LogDocument>
  /** Reads what was written since. */
  readonly readOn: (document: LogDocument) => Promise<void>
  /** Shows the next document in place of the one before. */
  readonly take: (next: LogDocument, before: LogDocument) => void
  /** The document by the newest rules has been read. */
  readonly onReady: () => void
}

/** Classifies the records by other rules; the page sees it when it asks for that. */
export class RuleFollower {
  readonly #host: RuleFollowerHost
  readonly #view: AskedView
  readonly #change: RuleChange

  constructor(view: AskedView, host: RuleFollowerHost) {
    this.#view = view
    this.#host = host
    this.#change = new RuleChange(
      (next, goesOn) => this.#reclassified(next, goesOn),
      () => host.onReady(),
    )
  }

  get isUnderWay(): boolean {
    return this.#change.isUnderWay
  }

  get isReady(): boolean {
    return this.#change.ready !== null
  }

  /** Reads the log by these rules; what was under way by others is dropped. */
  begin(rules: RuleSet): Promise<void> {
    return this.#change.begin(rules)
  }

  drop(): Promise<void> {
    return this.#change.drop()
  }

  /** Shows the records as the newest rules explain them, as far as that is ready, and group them. */
  async follow(
    document: LogDocument,
    anchor: number | null,
    selected: number | null,
  ): Promise<FollowedView> {
    const next = this.#change.ready
    const stays = () => ({ ...document.state(anchor), selected, isGroupGone: false })
    if (next === null) {
      if (document.isViewStale) document.renewView(null)
      return stays()
    }
    await this.#host.readOn(next)
    const here = (record: number | null) =>
      record === null ? null : next.recordFor(record, document)
    const isGroupGone = this.#view.leaveGroupMissingIn(next)
    await this.#view.prepareIn(next, here(anchor))
    if (next !== this.#change.ready) return stays()
    this.#change.take()
    next.goOnAfter(document)
    const state = this.#view.showIn(next, here(anchor))
    const followed = { ...state, selected: here(selected), isGroupGone }
    this.#host.take(next, document)
    return followed
  }

  async #reclassified(rules: RuleSet, goesOn: () => boolean): Promise<LogDocument> {
    const document = this.#host.shown()
    const known = await document?.knownBy(rules, goesOn)
    if (known) return this.#host.open(rules, { known })
    if (document?.isWhole === false) throw new Error('its first records are gone from the disk')
    return this.#host.open(rules)
  }
}
