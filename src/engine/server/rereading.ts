import type { FollowedView, ParsedArguments } from '#shared/protocol/document'
import type { RuleSet } from '#shared/rules/compile'

import type { IngestOptions } from '../ingest/log-ingest'
import type { LogDocument } from '../log-document'
import type { AskedView } from './asked-view'
import { NextDocument } from './next-document'

/** Whose log is read anew. */
export interface RereadingHost {
  /** The document that the page sees now. */
  readonly shown: () => LogDocument | null
  readonly open: (rules: RuleSet, more?: IngestOptions) => Promise<LogDocument>
  /** Reads what was written since. */
  readonly readOn: (document: LogDocument) => Promise<void>
  /** Shows the next document in place of the one before. */
  readonly take: (next: LogDocument, before: LogDocument) => void
  /** The next document has been read. */
  readonly onReady: () => void
}

/** Reads the log anew, by other rules or from an earlier byte on; the page sees it when it asks for that. */
export class Rereading {
  readonly #host: RereadingHost
  readonly #view: AskedView
  readonly #next: NextDocument

  constructor(view: AskedView, host: RereadingHost) {
    this.#host = host
    this.#view = view
    this.#next = new NextDocument(() => host.onReady())
  }

  get isUnderWay(): boolean {
    return this.#next.isUnderWay
  }

  get isReady(): boolean {
    return this.#next.ready !== null
  }

  /** Reads the log from a byte on by these rules; what was under way is dropped. */
  begin(rules: RuleSet, from: number): Promise<void> {
    return this.#next.begin((goesOn) => this.#open(rules, from, goesOn))
  }

  drop(): Promise<void> {
    return this.#next.drop()
  }

  /** Shows the records as they were read last, as far as that is ready, and group them. */
  async follow(
    document: LogDocument,
    { anchor, selected, expanded }: ParsedArguments<'view.follow'>,
  ): Promise<FollowedView> {
    const next = this.#next.ready
    const stays = () => ({ ...document.state(anchor), selected, expanded, isGroupGone: false })
    if (next === null) {
      if (document.isViewStale) document.renewView(null)
      return stays()
    }
    await this.#host.readOn(next)
    const here = (record: number) => next.recordFor(record, document)
    const hereIfAny = (record: number | null) => (record === null ? null : here(record))
    const isGroupGone = this.#view.leaveGroupMissingIn(next)
    await this.#view.prepareIn(next, hereIfAny(anchor))
    if (next !== this.#next.ready) return stays()
    this.#next.take()
    next.goOnAfter(document)
    const state = this.#view.showIn(next, hereIfAny(anchor))
    const followed = {
      ...state,
      selected: hereIfAny(selected),
      expanded: expanded.map(here),
      isGroupGone,
    }
    this.#host.take(next, document)
    return followed
  }

  async #open(rules: RuleSet, from: number, goesOn: () => boolean): Promise<LogDocument> {
    const document = this.#host.shown()
    if (document?.missingBytes !== from) return this.#host.open(rules)
    const known = await document.knownBy(rules, goesOn)
    if (known) return this.#host.open(rules, { known })
    if (!document.isWhole) throw new Error('its first records are gone from the disk')
    return this.#host.open(rules)
  }
}
