import type { Category } from '#shared/category'
import type { Profile } from '#shared/feature'
import type { Filter } from '#shared/filter'
import { programOf } from '#shared/program'

import type { Catalogue } from '../index/catalogue'

const ALL_KINDS = 0x10000

/** Which kinds a filter shows: few are judged, whatever the log holds. */
export class ShownKinds {
  readonly #catalogue: Catalogue
  /** A 1 for each kind that is shown, at its number. */
  readonly flags = new Uint8Array(ALL_KINDS)
  #filter: Filter
  #profile: Profile
  /** Kinds for which that is said. */
  #judged = 0
  /** Those of them whose records may still be half read: which message they are is judged again. */
  readonly #unsettled = new Set<number>()
  /** Of the groups by which the kinds were judged. */
  #groupsVersion = 0

  constructor(catalogue: Catalogue, filter: Filter, profile: Profile) {
    this.#catalogue = catalogue
    this.#filter = filter
    this.#profile = profile
  }

  has(kind: number): boolean {
    return this.flags[kind] === 1
  }

  categoryOf(kind: number): Category {
    return this.#catalogue.kinds.categoryOf(kind, this.#profile)
  }

  /** Judges all kinds, by another filter or profile, or by the groups as they are now. */
  judge(filter: Filter, profile: Profile): void {
    this.#filter = filter
    this.#profile = profile
    const { kinds } = this.#catalogue
    const group = this.#group()
    this.#groupsVersion = kinds.groupsVersion
    kinds.kinds.forEach((_, kind) => {
      this.flags[kind] = this.#shows(kind, group) ? 1 : 0
    })
  }

  /** Judges the kinds that have come since. */
  update(): void {
    const { kinds, stats } = this.#catalogue
    for (; this.#judged < kinds.kinds.length; this.#judged++) this.#unsettled.add(this.#judged)
    const group = this.#group()
    for (const kind of this.#unsettled) {
      this.flags[kind] = this.#shows(kind, group) ? 1 : 0
      if (stats.get(kind)) this.#unsettled.delete(kind)
    }
  }

  /** Whether `judge` would show other kinds: messages that were told apart can turn out to be one. */
  get areStale(): boolean {
    const { kinds } = this.#catalogue
    if (this.#filter.group === null || kinds.groupsVersion === this.#groupsVersion) return false
    const group = this.#group()
    const areStale = kinds.kinds.some((_, kind) => this.#shows(kind, group) !== this.has(kind))
    if (!areStale) this.#groupsVersion = kinds.groupsVersion
    return areStale
  }

  #group(): string | null {
    const { group } = this.#filter
    return group === null ? null : this.#catalogue.kinds.groupNamed(group)
  }

  #shows(number: number, group: string | null): boolean {
    const { kinds } = this.#catalogue
    const kind = kinds.kinds[number]
    if (!kind) return false
    const { hiddenCategories, hiddenLevels, hiddenPrograms, hiddenSources } = this.#filter
    return (
      (group === null || kinds.groupOf(number) === group) &&
      !hiddenLevels.includes(kind.level ?? 'none') &&
      !hiddenPrograms.includes(programOf(kind.component)) &&
      (kind.source === null || !hiddenSources.includes(kind.source)) &&
      !hiddenCategories.includes(this.categoryOf(number))
    )
  }
}
