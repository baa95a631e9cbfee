import { z } from 'zod'

import { CATEGORIES, type Category } from '../category'
import { FEATURES, type Feature } from '../feature'
import type { Finding } from '../finding'
import { LEVELS, type Level } from '../level'
import { MAX_ID_LENGTH, MAX_SOURCES } from '../merged-sources'
import type { Milliseconds, RecordDetail, RecordRow } from '../record'
import { MAX_RULE_LENGTH } from '../rules/limits'
import type { ExplainedRule } from '../rules/rule'
import { MAX_QUERY_LENGTH } from '../search'
import type { Remark } from './host'
import {
  MAX_EXPANDED_RECORDS,
  MAX_HIGHLIGHTED_LENGTH,
  MAX_HIGHLIGHTED_TEXTS,
  MAX_SIGHT_ROWS,
} from './limits'
import type { TrialStatus, TriedRule } from './trial'

/*
 * What the page asks the engine of its document, over a MessagePort of their own, and what the
 * engine tells unasked. One table: the engine implements it whole, the page calls it by name, and
 * the engine parses every request with the schema that stands here.
 */

const index = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

const text = z.strictObject({
  query: z.string().min(1).max(MAX_QUERY_LENGTH),
  isRegex: z.boolean(),
  isCaseSensitive: z.boolean(),
})

/** Programs that a status tells, the most frequent first; a hostile log could name millions. */
export const MAX_PROGRAMS = 20
export const MAX_PROGRAM_LENGTH = 200

/** Milliseconds since 1970, as far as a Date reaches. */
const time = z.number().min(-8.64e15).max(8.64e15)

const filter = z.strictObject({
  hiddenCategories: z.array(z.enum(CATEGORIES)).max(CATEGORIES.length),
  hiddenLevels: z.array(z.enum([...LEVELS, 'none'])).max(LEVELS.length + 1),
  hiddenPrograms: z.array(z.string().max(MAX_PROGRAM_LENGTH)).max(MAX_PROGRAMS),
  hiddenSources: z.array(z.string().max(MAX_ID_LENGTH)).max(MAX_SOURCES),
  group: z.string().max(500).nullable(),
  finding: z.string().max(500).nullable(),
  text: text.nullable(),
  time: z.strictObject({ from: time.nullable(), until: time.nullable() }).nullable(),
})

const MAX_BARS = 1000
const MAX_SLOTS = 2000

const MAX_ROWS_PER_REQUEST = 1000

const sight = z
  .strictObject({
    landing: z.enum(['anchor', 'start', 'end']),
    above: z.number().min(-1e6).max(1e6),
    rows: z.number().min(0).max(MAX_SIGHT_ROWS),
    selected: index.nullable(),
  })
  .optional()

const documentRequests = {
  /** Shows other records. `anchor` is a record that should stay in sight; the rows of `sight` come along. */
  'view.filter': z.strictObject({ filter, anchor: index.nullable(), sight }),
  /** Says which features are in use: categories change, nothing is read again. */
  'profile.set': z.strictObject({
    uses: z.array(z.enum(FEATURES)).max(FEATURES.length),
    anchor: index.nullable(),
    sight,
  }),
  /** `count` rows of the view from `from` on; fewer at the end. */
  'view.rows': z.strictObject({ from: index, count: index.max(MAX_ROWS_PER_REQUEST) }),
  /** The first rows are on the screen: what would have kept them waiting can begin. */
  'view.seen': z.strictObject({}),
  /** Where a record, or failing it the next shown one, stands in the view. */
  'view.locate': z.strictObject({ record: index }),
  /** The same for the record that holds a physical line, counted from 1. */
  'view.locateLine': z.strictObject({ line: index }),
  /** The same for the first record of this second or a later one. Milliseconds since 1970. */
  'view.locateTime': z.strictObject({ time }),
  /** Where in the view its problems and the matches of the search lie, in so many slots. */
  'view.marks': z.strictObject({ slots: z.int().min(1).max(MAX_SLOTS) }),
  /** The next problem in the view after a record, or before it, from the other end where there is none. */
  'view.nextProblem': z.strictObject({ record: index.nullable(), isForward: z.boolean() }),
  'record.get': z.strictObject({ record: index }),
  'triage.get': z.strictObject({}),
  /** The shown records by category and time, in at most so many bars. */
  'timeline.get': z.strictObject({ bars: z.int().min(1).max(MAX_BARS) }),
  'findings.get': z.strictObject({}),
  /** Looks for a text instead of the one before, first around the anchor; `search` events tell how it goes. */
  'search.set': z.strictObject({ text, anchor: index.nullable() }),
  /** The next match in the view after a record, or before it, from the other end where there is none. */
  'search.next': z.strictObject({ record: index.nullable(), isForward: z.boolean() }),
  /** Where the text that is looked for stands in these texts. */
  'search.highlight': z.strictObject({
    texts: z.array(z.string().max(MAX_HIGHLIGHTED_LENGTH)).max(MAX_HIGHLIGHTED_TEXTS),
    /** They are parts of lines: what asks for the beginning or the end of one matches nowhere. */
    areParts: z.boolean(),
  }),
  'search.clear': z.strictObject({}),
  /**
   * Shows the records as they were read last: the answer to the event `view`.
   * `expanded` are records whose numbers the page wants to know then.
   */
  'view.follow': z.strictObject({
    anchor: index.nullable(),
    selected: index.nullable(),
    expanded: z.array(index).max(MAX_EXPANDED_RECORDS).default([]),
    sight,
  }),
  /** Checks a draft of a rule, and counts its records instead of those of the one before. */
  'rule.try': z.strictObject({
    draft: z.union([
      z.strictObject({ yaml: z.string().max(MAX_RULE_LENGTH) }),
      z.strictObject({ source: z.record(z.string(), z.json()) }),
    ]),
  }),
  'rule.endTrial': z.strictObject({}),
} as const

export type DocumentRequest = keyof typeof documentRequests
export type DocumentArguments<R extends DocumentRequest> = z.input<(typeof documentRequests)[R]>

export interface DocumentResults {
  'view.filter': ViewState & SeenAtOnce
  'profile.set': ViewState & SeenAtOnce
  'view.rows': Rows
  'view.seen': null
  'view.locate': Location
  'view.locateLine': Location
  'view.locateTime': Location
  'view.marks': Marks
  'view.nextProblem': FoundRecord | null
  'record.get': {
    readonly detail: RecordDetail
    readonly rule: ExplainedRule | null
    /** Of an unknown record, see TriageRow. */
    readonly template: readonly string[] | null
  }
  'triage.get': { readonly rows: readonly TriageRow[] }
  'timeline.get': Timeline | null
  /** The most important first. `isDone` where all records that are there were looked at. */
  'findings.get': { readonly findings: readonly Finding[]; readonly isDone: boolean }
  'search.set': SearchStatus
  'search.next': FoundRecord | null
  'search.highlight': { readonly number: number; readonly ranges: readonly Ranges[] }
  'search.clear': null
  'view.follow': FollowedView & SeenAtOnce
  'rule.try': TriedRule
  'rule.endTrial': null
}

/** Rows that stand behind each other in a view. */
export interface Rows {
  readonly view: number
  readonly from: number
  readonly rows: readonly RecordRow[]
}

/** What comes along with another view, so that it can be drawn without a further question. */
export interface SeenAtOnce {
  /** Null where nobody asked, or where they cannot be read now. */
  readonly sight: { readonly rows: Rows; readonly selection: Location | null } | null
}

/** The view over records that were read anew, and so may have other numbers. */
export interface FollowedView extends ViewState {
  /** The number that the selected record has now. */
  readonly selected: number | null
  /** Those of the expanded records. */
  readonly expanded: readonly number[]
  /** The group of the filter has no records any more, so that all are shown. */
  readonly isGroupGone: boolean
}

/** Start and end of each match in a text. */
export type Ranges = readonly (readonly [start: number, end: number])[]

/** Some records of the view that lie together. */
export interface Mark {
  /** Where they begin, as a part of the view. */
  readonly place: number
  /** Of the first of them. */
  readonly position: number
}

export interface Marks {
  readonly view: number
  readonly problems: readonly Mark[]
  /** None while the view shows nothing but matches. */
  readonly matches: readonly Mark[]
}

/** A record that was looked for. */
export interface FoundRecord {
  readonly view: number
  readonly record: number
  readonly position: number
  /** Which of the matches or problems in the view it is, from 1; null while that is not known. */
  readonly ordinal: number | null
}

export interface SearchFailure {
  /** `message` is of V8 or of the system; of a pattern that is too slow it is the pattern. */
  readonly code: 'invalid' | 'too-slow' | 'failed'
  readonly message: string
}

/** Sent while a search goes on, some twenty times a second, and when it has ended. */
export interface SearchStatus {
  /** Grows with every query. */
  readonly number: number
  readonly state: 'searching' | 'done' | 'failed'
  /** Records that match, and those of them that neither category, level nor kind hides. */
  readonly matches: number
  readonly shownMatches: number
  readonly searchedRecords: number
  readonly ofRecords: number
  readonly failure: SearchFailure | null
}

/** `position` in the view and the `record` there; null where the view is empty. */
export interface Location {
  readonly view: number
  readonly position: number | null
  readonly record: number | null
}

/**
 * The records that the filter lets through. What is out of the range of time is counted as that, and
 * what is hidden otherwise is of the range. `shown`, all of `hidden`, `hiddenByFinding`,
 * `hiddenByTime` and `hiddenByText` add up to all records.
 */
export interface ViewState {
  /** Grows with every change of filter or profile, never by growth of the file. */
  readonly view: number
  readonly shown: number
  readonly hidden: Readonly<Record<Category, number>>
  /** Records that no category, level, program, source or kind hides, and which the finding does not rest on. */
  readonly hiddenByFinding: number
  /** Records whose time is out of the range. */
  readonly hiddenByTime: number
  /** Records that nothing hides but the text of the filter, also those that are not searched yet. */
  readonly hiddenByText: number
  /** Where the anchor of the request, or failing it the next shown record, stands now. */
  readonly anchorPosition: number | null
}

/** One kind of message and how often it occurs. */
export interface TriageRow {
  /** Names the kind in a filter. */
  readonly group: string
  readonly category: Category
  readonly rule: ExplainedRule | null
  /** The message; where no rule knows it, VARIABLE_TEXT stands for what changes in it. */
  readonly message: string
  /** The constant texts of an unknown message, between which something changes. */
  readonly template: readonly string[] | null
  /** The message of the first record, where it is unknown. */
  readonly example: string | null
  readonly component: string | null
  /** The most urgent level seen. */
  readonly level: Level | null
  readonly count: number
  readonly firstRecord: number
  readonly firstTime: Milliseconds | null
  readonly lastTime: Milliseconds | null
}

/** How many of the shown records fall on each stretch of time. */
export interface Timeline {
  /** Where the first bar begins, and how long each stands for, in milliseconds. */
  readonly start: Milliseconds
  readonly step: Milliseconds
  /** For each bar a count by category, in the order of CATEGORIES. */
  readonly bars: readonly (readonly number[])[]
}

/** `ended`: nothing more will come. */
type DocumentState = 'indexing' | 'following' | 'lost' | 'ended'

/** How many records there are, hidden or not. */
export interface RecordCounts {
  readonly categories: Readonly<Record<Category, number>>
  readonly levels: Readonly<Record<Level | 'none', number>>
  /** The most frequent of the whole log. */
  readonly programs: readonly { readonly program: string; readonly count: number }[]
  /** The logs that it was merged from, by their ids, see NamedSource. */
  readonly sources: readonly { readonly source: string; readonly count: number }[]
}

/** Sent at the start and after every change, at most some ten times a second. */
export interface DocumentStatus extends RecordCounts {
  readonly state: DocumentState
  readonly records: number
  /** Of the last record. */
  readonly lastTime: Milliseconds | null
  readonly indexedBytes: number
  /** Before the first record: these are the records of the last part of the log. */
  readonly missingBytes: number
  readonly totalBytes: number
  /** Bytes of a last line that is not ended yet and so not shown. */
  readonly waitingBytes: number
  /** How much of the source, from 0 to 1, is there to be read; null where all of it is. */
  readonly arrived: number | null
  /** The same of the range of time, where the filter has one. */
  readonly inRange: RecordCounts | null
  readonly view: Omit<ViewState, 'anchorPosition'>
  /** Features which the log proves to be in use and the profile does not name. */
  readonly proven: readonly Feature[]
  /** Other rules are in force, and what they say of the records is not ready yet. */
  readonly isReclassifying: boolean
  /** Grows when the content was replaced (truncated or rotated): rows and selection are void. */
  readonly generation: number
}

export type DocumentNotice =
  | 'file-deleted'
  | 'file-back'
  | 'connection-lost'
  | 'connection-back'
  | 'file-replaced'
  | 'read-failed'
  | 'disk-full'
  | 'source-failed'
  /** One of several logs; the others go on. */
  | 'source-ended'
  | 'rules-failed'
  | 'index-full'
  | Remark['code']

export interface DocumentEvents {
  status: DocumentStatus
  search: SearchStatus
  trial: TrialStatus
  /** There is a newer view: of a log that was read anew, or of a kind that has grown. See `view.follow`. */
  view: null
  /**
   * Something happened to the file; `detail` is the system's own word for it. `source` is one of
   * several merged logs, as people call it.
   */
  notice: {
    readonly code: DocumentNotice
    readonly detail: string
    readonly source: string | null
  }
}

export type ParsedArguments<R extends DocumentRequest> = z.output<(typeof documentRequests)[R]>

/** A request on the wire. `id` is given back in the answer. */
export type RequestMessage<R extends DocumentRequest = DocumentRequest> = {
  readonly [Q in R]: {
    readonly id: number
    readonly request: Q
    readonly args: ParsedArguments<Q>
  }
}[R]

type ResponseMessage =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | {
      readonly id: number
      readonly ok: false
      readonly error: { readonly code: string; readonly message: string }
    }

type EventMessage = {
  readonly [E in keyof DocumentEvents]: { readonly event: E; readonly data: DocumentEvents[E] }
}[keyof DocumentEvents]

export type EngineMessage = ResponseMessage | EventMessage

const envelope = z.strictObject({ id: index, request: z.string(), args: z.unknown() })

export type ParsedRequest =
  | { readonly ok: true; readonly message: RequestMessage }
  | { readonly ok: false; readonly id: number | null; readonly reason: string }

/** Validates what came over the port. Whatever is not exactly a request of the table is refused. */
export function parseRequest(data: unknown): ParsedRequest {
  const outer = envelope.safeParse(data)
  if (!outer.success) return { ok: false, id: null, reason: 'not a request' }
  const { id, request, args } = outer.data
  if (!isRequest(request)) return { ok: false, id, reason: 'unknown request' }
  const inner = documentRequests[request].safeParse(args)
  if (!inner.success) return { ok: false, id, reason: z.prettifyError(inner.error) }
  // The schema of this very request has produced the arguments.
  return { ok: true, message: { id, request, args: inner.data } as RequestMessage }
}

function isRequest(name: string): name is DocumentRequest {
  return Object.hasOwn(documentRequests, name)
}
