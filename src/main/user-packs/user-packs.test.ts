import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { UserPacks } from './user-packs'

const RULE = `id: my-rules.a
match:
  message: a
category: noise
meaning: A.
`

let folder = ''
let packs: UserPacks
let changes = 0

beforeEach(async () => {
  folder = join(await testFolder(), 'rules')
  changes = 0
  packs = new UserPacks(folder, () => changes++)
})

afterEach(() => packs.close())

function packOf(meaning: string): string {
  return `pack: b\nrules:\n  - { id: b.a, match: { message: a }, category: noise, meaning: ${meaning} }\n`
}

const file = (name: string) => join(folder, name)

test('a rule makes folder, schema and pack, for its user alone', async () => {
  expect(await packs.texts()).toEqual([])
  expect(await packs.save(RULE, false)).toEqual({
    ok: true,
    id: 'my-rules.a',
    place: file('my-rules.yaml'),
  })
  expect([(await readdir(folder)).sort(), packs.inForce, packs.problems, changes]).toEqual([
    ['my-rules.yaml', 'rule-pack.schema.json'],
    [await readFile(file('my-rules.yaml'), 'utf8')],
    [],
    1,
  ])
  expect((await stat(file('my-rules.yaml'))).mode & 0o777).toBe(0o600)
})

test('a rule of the same name is replaced only where that is wanted', async () => {
  await packs.save(RULE, false)
  const other = RULE.replace('A.', 'B.')
  expect(await packs.save(other, false)).toEqual({ ok: false, isTaken: true, problems: [] })
  expect(packs.inForce[0]).toContain('A.')
  expect(await packs.save(other, true)).toMatchObject({ ok: true })
  expect(packs.inForce[0]).toContain('B.')
})

test('a rule with a mistake is refused, and so is one for a pack with a mistake', async () => {
  expect(await packs.save(RULE.replace('noise', 'loud'), false)).toMatchObject({
    ok: false,
    problems: [{ file: '', at: { line: 4, column: 1 } }],
  })
  await packs.save(RULE, false)
  const broken = (await readFile(file('my-rules.yaml'), 'utf8')).replace('noise', 'loud')
  await writeFile(file('my-rules.yaml'), broken)
  expect(await packs.save(RULE.replace('.a', '.b'), false)).toMatchObject({
    ok: false,
    problems: [{ file: 'my-rules.yaml', at: { line: 7, column: 5 } }],
  })
  expect(await readFile(file('my-rules.yaml'), 'utf8')).toBe(broken)
})

test('a rule is refused where its pack would be one too many to be in force', async () => {
  await packs.save(RULE, false)
  for (let number = 10; number < 60; number++) {
    await writeFile(file(`a${number}.yaml`), packOf('One').replaceAll('b', `a${number}`))
  }
  expect(await packs.save(RULE.replace('.a', '.b'), false)).toMatchObject({
    ok: false,
    problems: [{ file: 'my-rules.yaml', message: { en: 'there are more than 50 rule packs' } }],
  })
})

test('what becomes of the files is followed, and a mistake changes no rule', async () => {
  await packs.watch()
  await writeFile(file('b.yaml'), packOf('One'))
  await vi.waitFor(() => expect(packs.inForce).toEqual([packOf('One')]), 5000)
  await writeFile(file('b.yaml'), packOf('Two').replace('noise', 'loud'))
  await vi.waitFor(() => expect(packs.problems).toHaveLength(1), 5000)
  expect([packs.inForce, packs.problems[0]?.at, packs.problems[0]?.message.ru]).toEqual([
    [packOf('One')],
    { line: 3, column: 39 },
    'здесь возможно одно из: problem, client, advice, noise, activity, healthy',
  ])
  await writeFile(file('b.yaml'), packOf('Three'))
  await vi.waitFor(() => expect(packs.inForce).toEqual([packOf('Three')]), 5000)
  expect(packs.problems).toEqual([])
  await rm(file('b.yaml'))
  await vi.waitFor(() => expect(packs.inForce).toEqual([]), 5000)
})
