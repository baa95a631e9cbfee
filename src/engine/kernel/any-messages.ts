import fc from 'fast-check'

import { literalStart } from '#shared/rules/literal-start'
import type { Matcher, Rule, RulePack } from '#shared/rules/rule'

import { ruleOf } from './any-rule'
import { anyName } from './any-text'

/*
 * Logs for properties of messages that no rule knows, or almost none: of few words in many orders, of those
 * in which rules differ, and of ever new names.
 */

const WORDS = [
  'took',
  'away',
  'room',
  'room:',
  'closed',
  'by',
  'a',
  '',
  'Started',
  'x=y',
  'x=z,',
  '(abc)',
  'naïve',
  'snake_case',
  'panic:',
  'main.main()',
  'AB_abcdefg',
  'abcdefabcdef',
  'abcdefghabcdefgh',
  'abcdefab-abcd-abcd-abcd-abcdefabcdef',
  '0x1f',
  "'quoted'",
  'MISCONF Redis is configured to',
  'the attribute `version` is obsolete',
]

/** In these the rules about names differ. */
const TELLING_NAMES = [
  'secret',
  'a1_b2',
  'c1_d2',
  'b1_c2',
  'PA_abcdefg',
  '"two words"',
  '7',
  '12ms',
]

/** They look at names, as rules of users do. */
const NAME_MATCHERS: readonly Partial<Matcher>[] = [
  { text: { kind: 'pattern', pattern: '^room (\\S+) closed' } },
  { text: { kind: 'pattern', pattern: '^room \\w+ opened$' }, levels: ['error'] },
  { text: { kind: 'pattern', pattern: 'joined: [a-c]\\d_' }, components: ['livekit'] },
  { text: { kind: 'pattern', pattern: '^away (?:"[^"]*"|\\d+ms)' } },
  { text: { kind: 'pattern', pattern: 'secret|b\\d_c' }, components: ['livekit'] },
  { text: { kind: 'exact', texts: ['took a1_b2 away', 'left "two words" now', 'took away'] } },
  { text: { kind: 'prefix', texts: ['took a1', 'room PA_'] } },
  {
    text: { kind: 'prefix', texts: ['participant joined: '] },
    fields: { error: { equals: ['EOF'] } },
  },
]

export const NAME_RULES: RulePack = {
  pack: 'names',
  title: { en: '', ru: '' },
  rules: NAME_MATCHERS.map((match, at) => ruleOf(`name-${at}`, match)),
}

/** What those rules know, and a crash that is passed on line by line, with a star for each name. */
const NAMED = [
  'room * closed',
  'room * opened',
  'participant joined: *',
  'took * away',
  'left * now',
  'away * *',
  'room *',
  'panic: *',
  'exit status *',
  'goroutine * [running]:',
]

const FIELDS = [
  '"room":"a"',
  '"room":"a"',
  '"error":"EOF"',
  '"error":"no response from servers"',
  '"room":"a","nested":{"error":"EOF"}',
]

const SOURCES = [
  ['info', 'livekit'],
  ['info', 'livekit'],
  ['info', 'livekit'],
  ['error', 'livekit'],
  ['info', 'egress'],
  ['error', 'egress'],
] as const

const word = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.stringMatching(/^[a-f]{1,3}$/),
  anyName,
  fc.constantFrom(...TELLING_NAMES),
)

/** What rules ask for, as far as it is plain. */
function textsOf(rules: readonly Rule[]): string[] {
  return rules
    .flatMap(({ match: { text } }) => {
      if (text.kind === 'pattern') return [literalStart(text.pattern)]
      return text.kind === 'any' ? [] : text.texts
    })
    .filter((text) => /^[a-zA-Z\d_" ,.:'-]+$/.test(text))
}

/** A word of a message; one that changes takes others from line to line. */
interface Part {
  readonly text: string
  readonly changes: boolean
}

/** What messages of one statement have in common: a text of a rule or any words, some of them changing. */
function anyStatement(texts: readonly string[]): fc.Arbitrary<readonly Part[]> {
  const free = fc.array(fc.record({ text: word, changes: fc.boolean() }), {
    minLength: 1,
    maxLength: 5,
  })
  const known = fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(fc.nat(8), { minLength: 1, maxLength: 3 }),
      fc.oneof(fc.constant([]), free),
    )
    .map(([text, changing, more]) => [
      ...text.split(' ').map((part, place) => ({ text: part, changes: changing.includes(place) })),
      ...more,
    ])
  const begun = fc
    .tuple(fc.constantFrom('took', 'Started', 'room'), free)
    .map(([text, parts]) => [{ text, changes: false }, ...parts])
  const named = fc
    .constantFrom(...NAMED)
    .map((text) => text.split(' ').map((part) => ({ text: part, changes: part === '*' })))
  return fc.oneof(
    { weight: 3, arbitrary: named },
    { weight: 3, arbitrary: known },
    { weight: 1, arbitrary: free },
    { weight: 2, arbitrary: begun },
  )
}

function lineOf(format: number, level: string, logger: string, text: string, fields: string) {
  if (format === 0) {
    return `2026-04-08T22:54:30.852Z\t${level.toUpperCase()}\t${logger}\ta/b.go:1\t${text}\t{${fields}}\n`
  }
  const message = JSON.stringify(text)
  return format === 1
    ? `time="2026-04-08T22:54:30Z" level=${level} msg=${message} logger=${logger} room=a\n`
    : `{"level":"${level}","ts":1795068012.25,"logger":"${logger}","caller":"a/b.go:1","msg":${message},${fields}}\n`
}

/** Logs of few statements, each with other words from line to line. */
export function anyMessages(rules: readonly Rule[]): fc.Arbitrary<Buffer> {
  const statements = fc.array(anyStatement(textsOf(rules)), { minLength: 1, maxLength: 3 })
  const line = fc.tuple(
    fc.nat(2),
    fc.array(fc.option(word), { minLength: 3, maxLength: 3 }),
    fc.constantFrom(...SOURCES),
    fc.constantFrom(...FIELDS),
    fc.nat(4),
  )
  return fc
    .tuple(statements, fc.array(line, { minLength: 20, maxLength: 60 }))
    .map(([known, lines]) =>
      Buffer.from(
        lines
          .map(([number, words, [level, logger], fields, format]) => {
            const statement = known[number % known.length] ?? []
            const text = statement
              .map((part, place) => (part.changes ? (words[place % 3] ?? part.text) : part.text))
              .join(' ')
            return lineOf(format, level, logger, text, fields)
          })
          .join(''),
      ),
    )
}
