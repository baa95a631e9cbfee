import { expect, test } from 'vitest'

import { readPack, ruleSetWith } from './rules'

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

test('a pack of the user goes before those of the viewer', () => {
  const result = readPack(PACK)
  if (!result.ok) throw new Error(result.errors.join('\n'))
  const subject = {
    component: null,
    level: null,
    message: 'using single-node routing',
    bare: false,
    field: () => null,
  }
  const ids = [ruleSetWith([]), ruleSetWith([result.pack])].map(
    (rules) => rules.rules[rules.match(subject)]?.id,
  )
  expect(ids).toEqual(['livekit-server.single-node', 'mine.single-node'])
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
  expect(result.ok ? 'ok' : result.errors.length > 0).toBe(true)
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
