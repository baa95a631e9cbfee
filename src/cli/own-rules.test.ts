import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { ownPacks } from './own-rules'
import { printRecords } from './records'
import { report } from './report/index'
import { listRules } from './rules'

const PACK = `pack: mine
rules:
  - { id: mine.hello, match: { message: hello }, category: problem, meaning: It greets. }
`

let folder: string
let told: string[]
let printed: string

beforeEach(async () => {
  folder = await testFolder()
  told = []
  printed = ''
  vi.stubEnv('LOGSIEVE_PROFILE', folder)
  // The borders: what the program prints.
  vi.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text)))
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
})

afterEach(() => {
  vi.unstubAllEnvs()
  process.exitCode = undefined
})

async function write(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(path, content)
  return path
}

const names = async (options: Parameters<typeof ownPacks>[0]) =>
  (await ownPacks(options)).map(({ pack }) => pack)

test('those of the window, those that are named, or none', async () => {
  await write('rules/mine.yaml', PACK)
  const other = await write('other.yaml', PACK.replaceAll('mine', 'other'))
  expect([
    await names({ rules: true }),
    await names({ rules: [other, join(folder, 'rules')] }),
    await names({ rules: false }),
    await names({}),
  ]).toEqual([['mine'], ['other', 'mine'], [], []])
})

test('no folder of rules is no fault', async () => {
  expect([await names({ rules: true }), told, process.exitCode]).toEqual([[], [], undefined])
})

test('a pack with a mistake is left out of a folder, and told', async () => {
  await write('rules/a.yaml', PACK.replace('problem', 'loud'))
  await write('rules/b.yaml', PACK)
  expect([await names({ rules: true }), told, process.exitCode]).toEqual([
    ['mine'],
    [
      expect.stringMatching(
        /^logsieve: .*a\.yaml:3:50: rules\[0\] \(mine\.hello\)\.category: .*; this pack is left out$/,
      ),
    ],
    1,
  ])
})

test.each([
  ['with a mistake', PACK.replace('problem', 'loud'), /a\.yaml:3:50: /],
  ['that is not there', null, /a\.yaml: there is no such file$/],
])('a pack %s is refused where it is named', async (_, content, reason) => {
  if (content !== null) await write('a.yaml', content)
  await expect(ownPacks({ rules: [join(folder, 'a.yaml')] })).rejects.toThrow(reason)
})

test('they come before the others: in records, in a report and in the list', async () => {
  const rules = [await write('a.yaml', PACK)]
  const log = await write('a.log', '2026-04-08T22:54:30.852Z\tINFO\tlivekit\ta/b.go:1\thello\n')
  await printRecords([log], { json: true, rules })
  expect(JSON.parse(printed)).toMatchObject({ rule: 'mine.hello', category: 'problem' })
  expect(await report([log], { format: 'text', lang: 'en', rules })).toContain('It greets.')
  printed = ''
  await listRules({ rules })
  expect(printed.split('\n')[0]).toMatch(/^problem {3}mine\.hello +It greets\.$/)
})
