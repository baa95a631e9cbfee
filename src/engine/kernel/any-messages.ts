import fc from 'fast-check'

import { literalStart } from '#shared/rules/literal-start'
import type { Rule } from '#shared/rules/rule'

/*
 * Logs for properties of messages that no rule knows, or almost none: of few words in many orders, and of
 * those in which rules differ.
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
  '12ms',
  "'quoted'",
  'MISCONF Redis is configured to',
  'the attribute `version` is obsolete',
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

const word = fc.oneof(fc.constantFrom(...WORDS), fc.stringMatching(/^[a-f]{1,3}$/))

/** What rules ask for, as far as it can stand in JSON as it is. */
function textsOf(rules: readonly Rule[]): string[] {
  return rules
    .flatMap(({ match: { text } }) => {
      if (text.kind === 'pattern') return [literalStart(text.pattern)]
      return text.kind === 'any' ? [] : text.texts
    })
    .filter((text) => /^[a-zA-Z ,.:'-]+$/.test(text))
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
  return fc.oneof(
    { weight: 3, arbitrary: known },
    { weight: 1, arbitrary: free },
    { weight: 2, arbitrary: begun },
  )
}

/** Logs of few statements, each with other words from line to line. */
export function anyMessages(rules: readonly Rule[]): fc.Arbitrary<Buffer> {
  const statements = fc.array(anyStatement(textsOf(rules)), { minLength: 1, maxLength: 3 })
  const line = fc.tuple(
    fc.nat(2),
    fc.array(fc.option(word), { minLength: 3, maxLength: 3 }),
    fc.constantFrom(...SOURCES),
    fc.constantFrom(...FIELDS),
    fc.nat(3),
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
            return format === 0
              ? `2026-04-08T22:54:30.852Z\t${level.toUpperCase()}\t${logger}\ta/b.go:1\t${text}\t{${fields}}\n`
              : `{"level":"${level}","ts":1795068012.25,"logger":"${logger}","caller":"a/b.go:1","msg":"${text}",${fields}}\n`
          })
          .join(''),
      ),
    )
}
