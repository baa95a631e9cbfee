import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { expect, test } from 'vitest'

import { BUILTIN_PACKS } from './builtin'
import { RuleSet, type Subject } from './compile'
import { explainedPack } from './explain'
import type { FieldCondition, Rule } from './rule'

const packs = await Promise.all(BUILTIN_PACKS.map(explainedPack))
const rules = packs.flatMap((pack) => pack.rules)
const ruleSet = new RuleSet(packs)

const samples = new Map<string, string>()

/** A text that a pattern fits; the same in every run. */
function sampleOf(pattern: string): string {
  const known = samples.get(pattern)
  if (known !== undefined) return known
  // fast-check knows no word borders: without them some texts fit and some do not.
  const texts = fc.sample(fc.stringMatching(new RegExp(pattern.replaceAll('\\b', ''))), {
    numRuns: 30,
    seed: 7,
  })
  const fitting = texts.find((text) => new RegExp(pattern).test(text))
  if (fitting === undefined) throw new Error(`no text for ${pattern}`)
  samples.set(pattern, fitting)
  return fitting
}

/** A value for which a condition holds, or null for none. */
function valueFor({ equals, contains, prefix, pattern, exists }: FieldCondition): string | null {
  if (exists === false) return null
  if (equals) return equals[0]!
  return (
    (prefix?.[0] ?? '') + (pattern === undefined ? '' : sampleOf(pattern)) + (contains?.[0] ?? '')
  )
}

/** A record that a rule was written for. */
function subjectOf(
  { match }: Rule,
  message: string,
  component = match.components[0] ?? null,
): Subject {
  return {
    component,
    level: match.levels[0] ?? null,
    message,
    bare: match.bare,
    field: (name) => {
      const condition = match.fields[name]
      return condition ? valueFor(condition) : null
    },
  }
}

/** The rules that its records find, whichever of its components they come from. */
function foundFor(rule: Rule, message: string): (Rule | undefined)[] {
  const components = rule.match.components.length === 0 ? [undefined] : rule.match.components
  return components.map(
    (component) => ruleSet.rules[ruleSet.match(subjectOf(rule, message, component))],
  )
}

function textsOf({ match: { text } }: Rule): readonly string[] {
  switch (text.kind) {
    case 'exact':
    case 'prefix':
      return text.texts
    case 'pattern':
      return [sampleOf(text.pattern)]
    case 'any':
      return ['some message that no other rule knows']
  }
}

const KINDS = ['any', 'pattern', 'prefix', 'exact']

/** How particular a rule is for a message, the weightiest number first. */
function particularity(
  { match: { text, fields, levels, components } }: Rule,
  message: string,
): number[] {
  const prefix =
    text.kind === 'prefix' ? text.texts.filter((start) => message.startsWith(start)) : []
  return [
    KINDS.indexOf(text.kind),
    Math.max(0, ...prefix.map(({ length }) => length)),
    Object.keys(fields).length,
    levels.length > 0 ? 1 : 0,
    Math.max(0, ...components.map((component) => component.split('.').length)),
  ]
}

function isMoreParticular(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index])
  return at >= 0 && a[at]! > b[at]!
}

test('ids are unique across packs and begin with the name of their pack', () => {
  const ids = rules.map(({ id }) => id)
  const foreign = BUILTIN_PACKS.flatMap(({ pack, rules: own }) =>
    own.map(({ id }) => id).filter((id) => !id.startsWith(`${pack}.`)),
  )
  expect([ids.filter((id, at) => ids.indexOf(id) !== at), foreign]).toEqual([[], []])
})

test('a problem is something to act on', () => {
  const idle = rules.filter(
    ({ category, action }) => category === 'problem' && action.en.startsWith('Nothing'),
  )
  expect(idle.map(({ id }) => id)).toEqual([])
})

test('both languages say something of their own, and a command is one line', () => {
  const wrong = rules
    .filter(({ meaning, action, command }) => {
      const isOneLine = !command?.includes('\n')
      return (
        meaning.en === meaning.ru ||
        action.en === action.ru ||
        !/[а-яё]/i.test(meaning.ru) ||
        !isOneLine
      )
    })
    .map(({ id }) => id)
  expect(wrong).toEqual([])
})

test('every text of every rule finds this rule or a more particular one', () => {
  const wrong = rules.flatMap((rule) =>
    textsOf(rule).flatMap((message) => {
      const found = foundFor(rule, message)
      const own = particularity(rule, message)
      const isBetter = (other: Rule | undefined) =>
        other !== undefined && isMoreParticular(particularity(other, message), own)
      // Of two patterns the earlier wins: which of them a text fits first is not asked here.
      const isFine =
        found.includes(rule) || found.every(isBetter) || rule.match.text.kind === 'pattern'
      return isFine
        ? []
        : [`${rule.id}: ${JSON.stringify(message)} is ${found.map((other) => other?.id).join()}`]
    }),
  )
  expect(wrong).toEqual([])
})

test('every rule is found by some record', () => {
  const found = new Set(
    rules.flatMap((rule) =>
      textsOf(rule).flatMap((message) => foundFor(rule, message).map((found) => found?.id)),
    ),
  )
  expect(
    rules
      .filter(({ id, match }) => match.text.kind !== 'pattern' && !found.has(id))
      .map(({ id }) => id),
  ).toEqual([])
})

test('a whole message that a rule knows is known wherever its record comes from', () => {
  const unknown = rules
    .filter(
      ({ match }) =>
        match.text.kind === 'exact' &&
        Object.keys(match.fields).length === 0 &&
        match.levels.length === 0,
    )
    .flatMap((rule) =>
      textsOf(rule).map((message) => ({ ...subjectOf(rule, message), component: null })),
    )
    .filter((subject) => ruleSet.match(subject) === -1)
    .map(({ message }) => message)
  expect(unknown).toEqual([])
})

/** Every expression of the packs with the rule that it belongs to. */
const patterns = rules.flatMap(({ id, match: { text, fields } }) => [
  ...(text.kind === 'pattern' ? [{ id, source: text.pattern }] : []),
  ...Object.values(fields).flatMap(({ pattern }) =>
    pattern === undefined ? [] : [{ id, source: pattern }],
  ),
])

/** What a rule set hands to an expression of a longer text. */
const SEEN = 2000

test('no expression can be made to run for long', async () => {
  const repeated = [
    'a',
    ' ',
    '{',
    '(',
    '.',
    '/',
    '0',
    '-',
    ':',
    '"',
    'a ',
    'a.',
    'a/',
    '1.',
    ' {"a":',
    'ab: ',
    'x=y ',
  ]
  const tasks = patterns.map(({ id, source }) => {
    const sample = sampleOf(source)
    const half = sample.slice(0, Math.ceil(sample.length / 2))
    const texts = [...repeated, sample, half, `${half} `, sample.slice(1)].filter(
      (text) => text !== '',
    )
    return {
      id,
      source,
      texts: texts.flatMap((text) => {
        const long = text.repeat(Math.ceil(SEEN / text.length)).slice(0, SEEN - 1)
        return [
          `${long}\u0000`,
          `${sample.slice(0, -1)}${long}`.slice(0, SEEN),
          `${half}${long}`.slice(0, SEEN),
        ]
      }),
    }
  })
  expect(await slowest(tasks)).toBe('none')
}, 30_000)

/** Runs the expressions apart, as one that hangs cannot be stopped otherwise, and names it. */
async function slowest(
  tasks: readonly { id: string; source: string; texts: string[] }[],
): Promise<string> {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
     for (const { id, source, texts } of workerData) {
       parentPort.postMessage(id)
       const expression = new RegExp(source)
       for (const text of texts) expression.test(text)
     }
     parentPort.postMessage('none')`,
    { eval: true, workerData: tasks },
  )
  let last = 'not started'
  const deadline = setTimeout(() => void worker.terminate(), 20_000)
  worker.on('message', (id: string) => (last = id))
  await new Promise((resolve) => worker.once('exit', resolve))
  clearTimeout(deadline)
  return last
}

test('a hostile message of 100,000 characters is asked of all rules', () => {
  const texts = [
    'a',
    ' ',
    '{',
    'http: TLS handshake error from ',
    'session 1: ',
    'Server closed by error: ',
    '0.0.0.0:1 ',
  ]
  for (const text of texts) {
    const message = text.repeat(Math.ceil(100_000 / text.length))
    const subject: Subject = {
      component: 'livekit',
      level: 'info',
      message,
      bare: false,
      field: () => message,
    }
    expect(ruleSet.match(subject)).toBeLessThan(rules.length)
  }
})
