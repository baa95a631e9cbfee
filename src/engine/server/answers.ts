import type {
  DocumentRequest,
  DocumentResults,
  ParsedArguments,
  RequestMessage,
} from '#shared/protocol/document'

import type { LogDocument } from '../log-document'
import type { Trials } from '../trial/trials'
import type { AskedView } from './asked-view'
import type { FirstScreen } from './first-screen'
import type { Rereading } from './rereading'

type Answers = {
  readonly [R in DocumentRequest]: (
    args: ParsedArguments<R>,
  ) => DocumentResults[R] | Promise<DocumentResults[R]>
}

/** Those after which the page sees other records, so that it needs new counts. */
export const CHANGES_VIEW: ReadonlySet<DocumentRequest> = new Set([
  'view.filter',
  'profile.set',
  'view.follow',
])

/** Those that go through the whole log, which nobody waits for. */
export const UNHURRIED: ReadonlySet<DocumentRequest> = new Set(['timeline.get'])

/** Who answers for a document. */
export interface Answering {
  readonly document: LogDocument
  readonly view: AskedView
  readonly firstScreen: FirstScreen
  readonly rereading: Rereading
  readonly trials: Trials
}

/** @throws RangeError for a record that is not there */
export function answerTo<R extends DocumentRequest>(
  { request, args }: RequestMessage<R>,
  answering: Answering,
): DocumentResults[R] | Promise<DocumentResults[R]> {
  return answersBy(answering)[request](args)
}

function answersBy({ document, view, firstScreen, rereading, trials }: Answering): Answers {
  return {
    'view.filter': async ({ filter, anchor, sight }) =>
      view.withSight(await view.setFilter(document, filter, anchor), sight),
    'profile.set': ({ uses, anchor, sight }) =>
      view.withSight(view.setProfile(document, uses, anchor), sight),
    'view.rows': ({ from, count }) => document.rows(from, count),
    'view.seen': () => {
      firstScreen.show()
      return null
    },
    'view.locate': ({ record }) => document.navigation.locate(record),
    'view.locateLine': ({ line }) => document.navigation.locateLine(line),
    'view.locateTime': ({ time }) => document.navigation.locateTime(time),
    'view.marks': ({ slots }) => document.marks(slots),
    'view.nextProblem': ({ record, isForward }) =>
      document.navigation.nextProblem(record, isForward),
    'record.get': ({ record }) => document.detail(record),
    'triage.get': async () => ({ rows: await document.triage() }),
    'timeline.get': ({ bars }) => document.timeline(bars),
    'findings.get': () => ({
      findings: document.findings.all,
      isDone: document.findings.isDone,
    }),
    'search.set': ({ text, anchor }) => view.setSearch(document, text, anchor),
    'search.next': ({ record, isForward }) => document.navigation.nextMatch(record, isForward),
    'search.highlight': ({ texts, areParts }) => document.highlight(texts, areParts),
    'search.clear': () => {
      view.setSearch(document, null)
      return null
    },
    'view.follow': async ({ sight, ...asked }) => {
      const followed = await rereading.follow(document, asked)
      return view.withSight(followed, sight && { ...sight, selected: followed.selected })
    },
    'rule.try': ({ draft }) => trials.try(document, draft),
    'rule.endTrial': () => {
      trials.end()
      return null
    },
  }
}
