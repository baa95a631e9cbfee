import type { Category } from '#shared/category'
import type { Profile } from '#shared/feature'
import { SHOW_ALL, type Filter } from '#shared/filter'
import type { Finding } from '#shared/finding'
import type { DocumentInfo, MergeInfo } from '#shared/protocol/application'
import type { DocumentNotice, DocumentStatus } from '#shared/protocol/document'

import { showFinding, showGroup } from '../categories/filter-changes'
import { LogModel } from '../log/LogModel'
import type { Origin } from '../rules/draft'
import { RuleEditorModel } from '../rules/RuleEditorModel'
import { SearchModel } from '../search/SearchModel'
import { Store } from '../store/Store'
import { DocumentClient, type Port } from './DocumentClient'
import { Unseen } from './Unseen'

export type Tab = 'log' | 'triage'

export interface Notice {
  readonly code:
    | DocumentNotice
    | 'binary'
    | 'converted'
    | 'connection'
    | 'copy-failed'
    | 'source-refused'
    | 'shift-unknown'
  readonly detail: string
  /** One of several merged logs that it is about. */
  readonly source?: string | null
  /** Why it could not be opened. */
  readonly failure?: MergeFailure
}

type MergeFailure = NonNullable<MergeInfo['logs'][number]['failure']>['code']

/** The chosen kind of message, and how to name it. */
export interface Group {
  readonly id: string
  readonly message: string
  readonly category: Category
}

let opened = 0

/** One open document: the engine behind it, and what the window shows of it. */
export class DocumentModel {
  /** The same file opened again is another document. */
  readonly id = ++opened
  readonly info: DocumentInfo
  readonly client: DocumentClient
  readonly log: LogModel
  readonly search: SearchModel
  readonly status = new Store<DocumentStatus | null>(null)
  readonly unseen = new Unseen()
  readonly filter = new Store<Filter>(SHOW_ALL)
  readonly group = new Store<Group | null>(null)
  readonly finding = new Store<Finding | null>(null)
  readonly notices: Store<readonly Notice[]>
  /** The logs that it is made of, where several are shown as one. */
  readonly merge: Store<MergeInfo | null>
  readonly tab = new Store<Tab>('log')
  /** The rule that is being written. */
  readonly ruleEditor = new Store<RuleEditorModel | null>(null)
  #uses: Profile
  #isInFront = false
  /** There are newer views of the records, which nobody has seen yet. */
  #isViewStale = false
  /** The filter of a finding, and the one to which its end goes back. */
  #opened: { readonly filter: Filter; readonly before: Filter } | null = null

  constructor(info: DocumentInfo, port: Port, uses: Profile) {
    this.info = info
    this.#uses = uses
    this.notices = new Store(firstNotices(info))
    this.merge = new Store(info.merge)
    this.client = new DocumentClient(
      port,
      {
        status: (status) => {
          this.status.set(status)
          this.log.update(status)
          this.unseen.update(status)
        },
        search: (status) => this.search.update(status),
        trial: (status) => this.ruleEditor.get()?.update(status),
        view: () => this.#followView(),
        notice: (notice) => this.notify(notice),
      },
      () => this.notify({ code: 'connection', detail: '' }),
    )
    this.log = new LogModel(this.client)
    this.search = new SearchModel(this.client, this.log, (text) => {
      this.setFilter({ ...this.filter.get(), text })
    })
  }

  close(): void {
    this.client.close()
  }

  /** Its logs are merged in another way now. */
  setMerge(merge: MergeInfo | null): void {
    if (JSON.stringify(merge) !== JSON.stringify(this.merge.get())) this.merge.set(merge)
  }

  /** Of a log that nobody looks at no rows are asked for: it only counts. */
  setInFront(isInFront: boolean): void {
    this.#isInFront = isInFront
    this.unseen.setLookedAt(isInFront)
    if (isInFront && this.#isViewStale) this.#followView()
  }

  setFilter(filter: Filter, landing: 'anchor' | 'start' = 'anchor'): void {
    this.filter.set(filter)
    if (filter.group === null) this.group.set(null)
    if (filter.finding === null) this.finding.set(null)
    if (filter.text === null) this.search.endFilter()
    this.#change(
      this.log.changeView(
        (anchor, sight) =>
          this.client.call('view.filter', { filter: copyOf(filter), anchor, sight }),
        landing,
      ),
    )
  }

  /** Shows one kind of message alone, from its first record on. */
  openGroup(group: Group): void {
    this.group.set(group)
    this.setFilter(showGroup(this.filter.get(), group), 'start')
    this.tab.set('log')
  }

  /** Shows the records that a finding rests on, and no others, from the first one on. */
  openFinding(finding: Finding): void {
    const before = this.filter.get()
    const filter = showFinding(finding.id)
    this.#opened = { filter, before }
    this.finding.set(finding)
    this.setFilter(filter, 'start')
    this.tab.set('log')
  }

  /** Shows what was shown before the finding; where somebody has changed the filter since, that is kept. */
  closeFinding(): void {
    const filter = this.filter.get()
    const isUntouched = this.#opened?.filter === filter
    // A search that filtered before has ended with it.
    const before = { ...this.#opened?.before, text: null, finding: null }
    this.setFilter(isUntouched ? { ...filter, ...before } : { ...filter, finding: null })
  }

  setUses(uses: Profile): void {
    if (String(uses) === String(this.#uses)) return
    this.#uses = uses
    this.#change(
      this.log.changeView((anchor, sight) =>
        this.client.call('profile.set', { uses: [...uses], anchor, sight }),
      ),
    )
  }

  /** Begins with a rule for records like these. */
  makeRule(origin: Origin): void {
    this.closeRule()
    this.ruleEditor.set(new RuleEditorModel(this.client, origin))
  }

  closeRule(): void {
    this.ruleEditor.get()?.close()
    this.ruleEditor.set(null)
  }

  dismiss(notice: Notice): void {
    this.notices.set(this.notices.get().filter((other) => other !== notice))
  }

  /** Shows the records as the engine has read them by now; who reads stays where they are. */
  #followView(): void {
    this.#isViewStale = !this.#isInFront
    if (this.#isViewStale) return
    const { expanded, selection } = this.log
    let records: readonly number[] = []
    this.#change(
      this.log.changeView(
        async (anchor, sight) => {
          const chosen = selection.get()
          records = expanded.records
          const followed = await this.client.call('view.follow', {
            anchor,
            selected: chosen?.record ?? null,
            expanded: [...records],
            sight,
          })
          if (chosen && followed.selected !== null) {
            selection.set({ ...chosen, record: followed.selected })
          }
          if (followed.isGroupGone) {
            this.filter.set({ ...this.filter.get(), group: null })
            this.group.set(null)
          }
          this.ruleEditor.get()?.tryAgain()
          return followed
        },
        'anchor',
        (followed) => expanded.renumber(records, followed.expanded),
      ),
    )
  }

  notify(notice: Notice): void {
    // One banner a kind: a file that comes and goes all day must not fill the window.
    const others = this.notices
      .get()
      .filter(
        ({ code, source = null }) =>
          source !== (notice.source ?? null) || !isSettledBy(code, notice.code),
      )
    this.notices.set([...others, notice])
  }

  /** A change that fails means that the engine is gone, which has its own notice. */
  #change(change: Promise<void>): void {
    change.catch(() => undefined)
  }
}

/** Settled when the log can be read again. */
const STOPS_READING: readonly Notice['code'][] = ['file-deleted', 'read-failed', 'disk-full']

function isSettledBy(old: Notice['code'], code: Notice['code']): boolean {
  return (
    old === code ||
    (STOPS_READING.includes(old) && code === 'file-back') ||
    (old === 'file-back' && STOPS_READING.includes(code)) ||
    (old === 'connection-lost' && code === 'connection-back') ||
    (old === 'connection-back' && code === 'connection-lost') ||
    (old === 'connection-lost' && code === 'source-failed')
  )
}

function copyOf({
  hiddenCategories,
  hiddenLevels,
  hiddenPrograms,
  hiddenSources,
  ...others
}: Filter) {
  return {
    hiddenCategories: [...hiddenCategories],
    hiddenLevels: [...hiddenLevels],
    hiddenPrograms: [...hiddenPrograms],
    hiddenSources: [...hiddenSources],
    ...others,
  }
}

function firstNotices({ looksBinary, convertedFrom, merge }: DocumentInfo): readonly Notice[] {
  return [
    ...(looksBinary ? [{ code: 'binary', detail: '' } as const] : []),
    ...(convertedFrom === null ? [] : [{ code: 'converted', detail: convertedFrom } as const]),
    ...(merge?.logs ?? []).flatMap(({ name, failure }) =>
      failure
        ? [
            {
              code: 'source-refused',
              detail: failure.detail,
              source: name,
              failure: failure.code,
            } as const,
          ]
        : [],
    ),
    ...(merge?.unknownShifts ?? []).map(
      (name) => ({ code: 'shift-unknown', detail: '', source: `--shift ${name}` }) as const,
    ),
  ]
}
