import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'

import { LANGUAGES } from '../language'
import type { Level } from '../level'
import { BUILTIN_PACKS } from './builtin'
import { RuleSet, type Subject } from './compile'
import { explainedPack } from './explain'
import { fitsComponent, fitsLevel } from './fits'
import type { Rule, Versions } from './rule'

/*
 * Every log statement in the sources of LiveKit and what it is made of, at their newest versions
 * (`catalogue/statements.tsv`) and gone ones since 2022 (`catalogue/history.tsv`), is known.
 */

const packs = await Promise.all(BUILTIN_PACKS.map(explainedPack))
const rules = packs.flatMap((pack) => pack.rules)
const ruleSet = new RuleSet(packs)

const SERVICES = ['livekit', 'ingress', 'egress', 'sip']

/** Where the lines of a library come out: in its hosts, under their names. */
const HOSTS: Readonly<Record<string, readonly string[]>> = {
  protocol: SERVICES,
  mediatransportutil: SERVICES,
  'media-sdk': ['sip'],
  'server-sdk-go': ['ingress', 'egress', 'sip'],
  'go-rtmp': ['ingress'],
  'go-rtmp-upstream': ['ingress'],
  sipgo: ['sip'],
}

function hostsOf(component: string): readonly string[] {
  if (component.startsWith('pion.')) return [component, `livekit.transport.${component}`]
  return HOSTS[component] ?? [component]
}

interface Statement {
  readonly component: string
  readonly level: Level
  /** A message that it prints. */
  readonly message: string
  readonly source: string
}

type Row = Readonly<Record<string, string>>

function readTable(name: string): Row[] {
  const text = readFileSync(new URL(`catalogue/${name}.tsv`, import.meta.url), 'utf8')
  const [head = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
  return rows.map((row) => Object.fromEntries(head.map((column, at) => [column, row[at] ?? ''])))
}

/** Examples of messages that are made up while the program runs, by the statement's source. */
const dynamic = new Map<string, string[]>()
for (const { component, source, example = '' } of readTable('dynamic')) {
  const key = `${component} ${source}`
  dynamic.set(key, [...(dynamic.get(key) ?? []), example])
}

/** A statement that passes on any line of another program has no message of its own. */
function statementsOf(row: Row): Statement[] {
  const { component = '', level = '', kind = '', source = row['last_source'] ?? '' } = row
  const { message: text = '' } = row
  const messages =
    kind === 'dynamic'
      ? (dynamic.get(`${component} ${source}`) ?? [])
      : [kind === 'prefix' ? `${text}192.0.2.7` : text]
  return messages.map((message) => ({ component, level: level as Level, message, source }))
}

const statements = readTable('statements').flatMap(statementsOf)
const gone = readTable('history')
  .filter((row) => row['gone'] === 'gone')
  .flatMap(statementsOf)

function subjectsOf({ component, level, message }: Statement): Subject[] {
  return hostsOf(component).map((host) => ({
    component: host,
    level,
    message,
    bare: false,
    field: () => null,
  }))
}

function ruleFor(subject: Subject): Rule | undefined {
  return ruleSet.rules[ruleSet.match(subject)]
}

/** Debug lines, traces and Pion's may be known by their family; what an operator meets may not. */
function needsItsOwnRule({ component, level }: Statement): boolean {
  if (component.startsWith('pion.') || level === 'debug' || level === 'trace') return false
  return level !== 'info' || SERVICES.includes(component)
}

function isKnown(statement: Statement): boolean {
  const found = subjectsOf(statement).map(ruleFor)
  return found.every(
    (rule) => rule !== undefined && (rule.match.text.kind !== 'any' || !needsItsOwnRule(statement)),
  )
}

function tell({ component, level, message, source }: Statement): string {
  return [component, level, source, message].join('\t')
}

test('every statement has a rule', () => {
  const counts = new Map<string, { known: number; all: number }>()
  for (const statement of statements) {
    const key = `${statement.component} ${statement.level}`
    const { known, all } = counts.get(key) ?? { known: 0, all: 0 }
    counts.set(key, { known: known + (isKnown(statement) ? 1 : 0), all: all + 1 })
  }
  const lines = [...counts].map(([key, { known, all }]) => `${key}: ${known} of ${all}`)
  console.log(`Statements with a rule, in English and Russian\n${lines.join('\n')}`)
  expect(statements.filter((statement) => !isKnown(statement)).map(tell)).toEqual([])
})

test('every statement of older versions has a rule', () => {
  expect(gone.filter((statement) => !isKnown(statement)).map(tell)).toEqual([])
})

test('no statement has two rules that are equally particular', () => {
  const wrong = [...statements, ...gone].flatMap((statement) =>
    subjectsOf(statement).flatMap((subject) => {
      const [best = null, next = null] = rankedFor(subject)
      const isTied = best !== null && next !== null && best.rank.join() === next.rank.join()
      return isTied ? [`${tell(statement)}: ${best.rule.id}, ${next.rule.id}`] : []
    }),
  )
  expect(wrong).toEqual([])
})

/** Those that a record can fit of which only component, level and message are known. */
const withoutFields = rules.filter(
  ({ match }) => !match.bare && !Object.values(match.fields).some(({ exists }) => exists !== false),
)

/** The rules that a record fits, the most particular first: told from the rules alone. */
function rankedFor({ component, level, message }: Subject) {
  return withoutFields
    .filter(({ match }) => {
      if (match.levels.length > 0 && !match.levels.some((other) => other === level)) return false
      if (match.text.kind !== 'pattern' && textRank(match, message) === 0) return false
      const isOfComponent =
        match.components.length === 0 ||
        match.components.some((root) => isOf(component ?? '', root))
      return isOfComponent && textRank(match, message) > 0
    })
    .map((rule) => ({
      rule,
      rank: [
        textRank(rule.match, message),
        Object.keys(rule.match.fields).length,
        rule.match.levels.length > 0 ? 1 : 0,
        Math.max(0, ...rule.match.components.map((root) => root.split('.').length)),
      ],
    }))
    .sort((a, b) => b.rank.map((value, at) => value - a.rank[at]!).find((by) => by !== 0) ?? 0)
}

function isOf(component: string, root: string): boolean {
  return root.startsWith('*.')
    ? `.${component}.`.includes(`.${root.slice(2)}.`)
    : `${component}.`.startsWith(`${root}.`)
}

const expressions = new Map<string, RegExp>()

function expressionOf(pattern: string): RegExp {
  const expression = expressions.get(pattern) ?? new RegExp(pattern)
  expressions.set(pattern, expression)
  return expression
}

/** 0 for another text, then any, pattern, prefix by length, exact. */
function textRank({ text }: Rule['match'], message: string): number {
  switch (text.kind) {
    case 'exact':
      return text.texts.includes(message) ? 1_000_000 : 0
    case 'prefix':
      return Math.max(
        0,
        ...text.texts.map((start) => (message.startsWith(start) ? 2 + start.length : 0)),
      )
    case 'pattern':
      return expressionOf(text.pattern).test(message) ? 2 : 0
    case 'any':
      return 1
  }
}

/** The rules of a statement: the one that needs no field of it, and those for particular values. */
function rulesOf(statement: Statement): readonly Rule[] {
  const found = new Set<Rule>()
  for (const subject of subjectsOf(statement)) {
    const plain = ruleFor(subject)
    if (plain && plain.match.text.kind !== 'any') found.add(plain)
    for (const rule of withFields) {
      const { match } = rule
      if (!fitsLevel(match, subject.level) || !fitsComponent(match, subject.component)) continue
      if (textRank(match, subject.message) > 1) found.add(rule)
    }
  }
  return [...found]
}

const withFields = rules.filter(({ match }) => Object.keys(match.fields).length > 0)

/** What the tables say of the versions that print the records of each rule. */
function versionsByRule(): Map<Rule, Versions> {
  const found = new Map<Rule, Record<string, { from: string; to: string | undefined }>>()
  for (const row of readTable('history')) {
    const { component = '', first_tag: from = '', last_tag: last = '', gone: isGone } = row
    if (!SERVICES.includes(component)) continue
    const to = isGone === 'gone' ? last : undefined
    for (const rule of new Set(statementsOf(row).flatMap(rulesOf))) {
      const versions = found.get(rule) ?? {}
      const known = versions[component]
      versions[component] = {
        from: known && byVersion(known.from, from) < 0 ? known.from : from,
        to: known && to && known.to ? [known.to, to].sort(byVersion)[1] : known ? undefined : to,
      }
      found.set(rule, versions)
    }
  }
  return found
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

test('a rule tells the versions of the statements that it explains, and no others', () => {
  const known = versionsByRule()
  const wrong = rules
    .map((rule) => ({ id: rule.id, said: rule.versions ?? {}, known: known.get(rule) ?? {} }))
    .filter((rule) => !isDeepStrictEqual(plain(rule.said), plain(rule.known)))
  expect(wrong).toEqual([])
})

/** Without what is absent. */
function plain(versions: Versions): unknown {
  return JSON.parse(JSON.stringify(versions))
}

test('no two rules say the same by copying', () => {
  const seen = new Map<string, string>()
  const copied: string[] = []
  for (const { id, meaning, action } of rules) {
    for (const language of LANGUAGES) {
      const text = [meaning[language], action[language]].join('\n')
      const other = seen.get(text)
      if (other !== undefined) copied.push(`${language}: ${other}, ${id}`)
      seen.set(text, id)
    }
  }
  expect(copied).toEqual([])
})
