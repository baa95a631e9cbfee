import { expect, test } from 'vitest'

import { lineOf, readPack } from './pack-text'

const PACK = `
pack: mine
title: { en: Mine, ru: Мои }
rules:
  - id: mine.single-node
    match: { component: livekit, message: using single-node routing }
    category: problem
    meaning: { en: No., ru: Нет. }
    action: { en: Nothing., ru: Ничего. }
    evidence: [example.org]
`

/** Places as a person counts them, with what stands there. */
function places(yaml: string): string[] {
  const result = readPack(yaml)
  const lines = yaml.split('\n')
  return result.ok
    ? []
    : result.mistakes.map(({ line, column, place }) => {
        const there = lines[line - 1]?.slice(column - 1) ?? ''
        return `${line}:${column} ${place} at ${there}`
      })
}

test('a pack without mistakes', () => {
  const result = readPack(PACK)
  expect(result.ok && result.pack.rules.map(({ id }) => id)).toEqual(['mine.single-node'])
})

test('a mistake is told where it stands', () => {
  const yaml = PACK.replace('category: problem', 'category: wrong')
    .replace('component: livekit,', 'component: livekit, levle: info,')
    .replace('en: No.', "en: ''")
    .replace('pack: mine', 'pack: My Pack')
  expect(places(yaml)).toEqual([
    '2:1 pack at pack: My Pack',
    '6:34 rules[0] (mine.single-node).match at levle: info, message: using single-node routing }',
    '7:5 rules[0] (mine.single-node).category at category: wrong',
    "8:16 rules[0] (mine.single-node).meaning.en at en: '', ru: Нет. }",
  ])
})

test('what is missing is told where it should be', () => {
  expect(places('pack: mine\nrules:\n  - id: mine.a\n    match: { message: a }\n')).toEqual([
    '3:5 rules[0] (mine.a).category at id: mine.a',
    '3:5 rules[0] (mine.a).meaning at id: mine.a',
  ])
})

test('what is no YAML is told where the parser stumbled', () => {
  expect(places('pack: mine\nrules: [a\ntitle: x')).toEqual(['3:1 YAML at title: x'])
  expect(places('pack: mine\npack: yours\n')).toEqual(['2:1 YAML at pack: yours'])
})

test('a line of a compiler', () => {
  const result = readPack('pack: 5\nrules: []')
  expect(result.ok ? [] : result.mistakes.map((mistake) => lineOf('a.yaml', mistake))).toEqual([
    'a.yaml:1:1: pack: this should be a text, not a number',
    'a.yaml:2:1: rules: this must not be empty',
  ])
})

test.each([
  ['nothing', ''],
  ['no YAML', '{ a: [ }'],
  ['two documents', `${PACK}\n---\n${PACK}`],
  ['a key twice', `${PACK}\npack: other`],
  ['a small file that unfolds into a huge one', bomb(12)],
  ['a tag', '!!js/function "function () {}"'],
])('tells what is wrong with %s, and never throws', (_, yaml) => {
  const result = readPack(yaml)
  expect(result.ok ? 'ok' : result.mistakes.length > 0).toBe(true)
})

/** Each level holds the one before ten times. */
function bomb(levels: number): string {
  const lines = ['a0: &a0 [x]']
  for (let level = 1; level <= levels; level++) {
    lines.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    )
  }
  return lines.join('\n')
}
