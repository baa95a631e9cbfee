import fc from 'fast-check'
import { expect, test } from 'vitest'

import { ruleSetWith } from '#engine/rules'

import { maskOf } from '../templates/shape'
import { anyName } from './any-text'
import { MessageSet } from './message-set'
import { PatternAutomaton } from './pattern-automaton'

const PATTERNS = [
  ...ruleSetWith([]).rules.flatMap(({ match: { text } }) =>
    text.kind === 'pattern' ? [text.pattern] : [],
  ),
  '^room (\\S+) closed',
  'joined: \\w+$',
  '^[^ ]+ b',
  '\\bb\\b',
  'a\\B',
  '^(?:a|room){1,2}\\d?$',
  '(?:a*)*b',
  '[^a-z ]{3}',
  '^.*"[^"]+" closed$',
  '^\\s*$|^joined: \\d',
]

const AUTOMATA = PATTERNS.map((pattern) => [pattern, PatternAutomaton.of(pattern)] as const)

const CONSTANTS = [
  'room ',
  ' closed',
  'joined: ',
  'a',
  'b',
  ' ',
  '',
  '"',
  'error 401',
  'a.service: ',
]

/** Messages that may have a mask in common. */
const filled = fc
  .tuple(
    fc.array(fc.constantFrom(...CONSTANTS), { minLength: 1, maxLength: 4 }),
    fc.array(anyName, { minLength: 8, maxLength: 8 }),
  )
  .map(([constants, names]) => {
    const fill = (from: number) => constants.flatMap((text, at) => [text, names[from + at] ?? ''])
    return [fill(0).join(''), fill(4).join('')] as const
  })

const RUNS = Number(process.env['LOGSIEVE_PROPERTY_RUNS'] ?? 150) * 4

test(
  'what is said of all messages with a mask, or of none, is true of each',
  { timeout: 600_000 },
  () => {
    let decided = 0
    fc.assert(
      fc.property(fc.constantFrom(...AUTOMATA), filled, ([pattern, automaton], messages) => {
        for (const message of messages) {
          const share = automaton?.shareOf(MessageSet.ofMask(maskOf(message)))
          if (share === undefined || share === 'some') continue
          decided++
          expect(new RegExp(pattern).test(message)).toBe(share === 'all')
        }
      }),
      { numRuns: RUNS },
    )
    expect(decided).toBeGreaterThan(RUNS / 2)
  },
)

test.each([
  ['^room (\\S+) closed', 'room \0 closed', 'all'],
  ['^room (\\S+) closed$', 'room \0 closed now', 'none'],
  ['^room \\d+ closed', 'room \0 closed', 'some'],
  ['^Request from \\S+ at "', 'Request from \0 at "\0"', 'all'],
  ['took', 'took \0 away', 'all'],
  ['a way|MISCONF Redis', 'took \0 away', 'none'],
  ['MISCONF', 'took \0 away', 'some'],
  ['\\Bcd!', 'ab \0 cd!', 'none'],
  ['^(?:\\S+\\.\\S+\\(\\S*\\)$|goroutine \\d+ )', 'room \0 closed', 'none'],
] as const)('%s matches of %s: %s', (pattern, mask, share) => {
  expect(PatternAutomaton.of(pattern)?.shareOf(MessageSet.ofMask(mask))).toBe(share)
})

test.each(['(?=a)b', '(?<!a)b', '(a)\\1', '(?:a{1000}){1000}', '('])(
  '%s is no automaton of a size to work with',
  (pattern) => {
    expect(PatternAutomaton.of(pattern)).toBe(null)
  },
)

test('a pattern with very many states is given up, and may be asked again', () => {
  const automaton = PatternAutomaton.of('a.{20}$')
  const messages = MessageSet.ofMask('\0')
  expect(automaton?.shareOf(messages)).toBe('some')
  expect(automaton?.shareOf(messages)).toBe('some')
  expect(automaton?.shareOf(MessageSet.ofMask('b \0'))).toBe('some')
  expect(automaton?.shareOf(MessageSet.ofMask('b'))).toBe('none')
})
