import type { Profile } from '#shared/feature'
import { type Filter, SHOW_ALL } from '#shared/filter'
import type { SearchStatus, SeenAtOnce, ViewState } from '#shared/protocol/document'
import { isSameQuery, type TextQuery } from '#shared/search'
import { blocksInSight, type Sight } from '#shared/sight'

import type { LogDocument } from '../log-document'

/**
 * What the page has asked to see. It goes on in the document that takes the place of another one:
 * because the log was replaced, or because other rules are in force.
 */
export class AskedView {
  readonly #shown: () => LogDocument | null
  #profile: Profile
  #filter: Filter = SHOW_ALL
  #text: TextQuery | null = null

  /** @param shown the document that the page sees now */
  constructor(profile: Profile, shown: () => LogDocument | null) {
    this.#profile = profile
    this.#shown = shown
  }

  get profile(): Profile {
    return this.#profile
  }

  setProfile(document: LogDocument, profile: Profile, anchor: number | null): ViewState {
    this.#profile = profile
    return document.setProfile(profile, anchor)
  }

  async setFilter(
    document: LogDocument,
    filter: Filter,
    anchor: number | null,
  ): Promise<ViewState> {
    this.#filter = filter
    if (filter.text === null) return document.setFilter(filter, anchor)
    this.#text = filter.text
    await document.prepare(filter.text, anchor)
    // Another filter or document may have come while this one was made ready.
    if (filter !== this.#filter || document !== this.#shown()) return document.state(anchor)
    return document.setFilter(filter, anchor)
  }

  /** Adds to another view what of it will be seen. */
  async withSight<V extends ViewState>(view: V, sight: Sight | undefined): Promise<V & SeenAtOnce> {
    const document = this.#shown()
    if (document === null || sight === undefined) return { ...view, sight: null }
    const { from, count } = blocksInSight(sight, view.anchorPosition, view.shown)
    const { selected } = sight
    const selection = selected === null ? null : document.navigation.locate(selected)
    try {
      return { ...view, sight: { rows: await document.rows(from, count), selection } }
    } catch {
      // The view is another one all the same; who asks for its rows is told why they do not come.
      return { ...view, sight: null }
    }
  }

  setSearch(
    document: LogDocument,
    text: TextQuery | null,
    anchor: number | null = null,
  ): SearchStatus {
    this.#text = text
    if (!isSameQuery(this.#filter.text, text)) this.#filter = { ...this.#filter, text: null }
    return document.setSearch(text, anchor)
  }

  /** Shows it in a document of which nothing is read yet. */
  beginIn(next: LogDocument): void {
    // It can have changed while the file was opened.
    if (next.profile !== this.#profile) next.setProfile(this.#profile, null)
    next.setSearch(this.#text)
    next.setFilter(this.#filter, null)
  }

  /** Shows all records where those of the group have become others; says whether it did. */
  leaveGroupMissingIn(document: LogDocument): boolean {
    const { group } = this.#filter
    const isGone = group !== null && !document.hasGroup(group)
    if (isGone) this.#filter = { ...this.#filter, group: null }
    return isGone
  }

  /** Makes ready what `showIn` shows, where that takes a moment. */
  async prepareIn(next: LogDocument, anchor: number | null): Promise<void> {
    next.setProfile(this.#profile, null)
    next.setSearch(this.#text)
    if (this.#filter.text !== null) await next.prepare(this.#filter.text, anchor)
  }

  showIn(next: LogDocument, anchor: number | null): ViewState {
    return next.setFilter(this.#filter, anchor)
  }
}
