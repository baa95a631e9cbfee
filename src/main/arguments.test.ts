import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { readArguments } from './arguments'

const unpackaged = { workingDirectory: '/home/user', isPackaged: false, appPath: '/home/user/app' }
const packaged = {
  workingDirectory: '/home/user',
  isPackaged: true,
  appPath: '/opt/logsieve/app.asar',
}

test.each<[string, string[], string[]]>([
  ['electron app', ['app'], []],
  ['a file', ['app', 'a.log'], ['a.log']],
  ['two files', ['/home/user/app', 'a.log', 'b.log'], ['a.log', 'b.log']],
  [
    'switches before and after',
    ['--no-sandbox', 'app', 'a.log', '--force-device-scale-factor=1'],
    ['a.log'],
  ],
  ['as Playwright starts it', ['--inspect=0', '-r', '/x/loader.js', 'app', 'a.log'], ['a.log']],
  ['an app that is not named', ['--no-sandbox', 'a.log'], ['a.log']],
  ['standard input', ['app', '-'], ['-']],
  ['an address', ['app', 'ssh://host/a.log'], ['ssh://host/a.log']],
  ['after --, all are sources', ['app', '--', '--odd.log', '-'], ['--odd.log', '-']],
  ['the app only in the first place', ['app', 'a.log', 'app'], ['a.log', 'app']],
  ['empty words', ['app', '', 'a.log'], ['a.log']],
])('unpackaged: %s', (_name, words, sources) => {
  expect(readArguments(['/usr/bin/electron', ...words], unpackaged).sources).toEqual(sources)
})

test.each<[string, string[], string[]]>([
  ['nothing', [], []],
  ['files', ['a.log', 'b.log'], ['a.log', 'b.log']],
  ['a file with the name of a development switch in front', ['-r', 'a.log'], ['a.log']],
  [
    'a folder is a source too, and refused later',
    ['/opt/logsieve/app.asar'],
    ['/opt/logsieve/app.asar'],
  ],
])('packaged: %s', (_name, words, sources) => {
  expect(readArguments(['/opt/logsieve/logsieve', ...words], packaged).sources).toEqual(sources)
})

test('the app folder by another name', async () => {
  const folder = await testFolder()
  const [appPath, link] = [join(folder, 'app'), join(folder, 'link')]
  mkdirSync(appPath)
  symlinkSync(appPath, link)
  const context = { ...unpackaged, appPath }
  expect(readArguments(['electron', `${link}/.`, 'a.log'], context).sources).toEqual(['a.log'])
})

const time = (namedShifts: readonly { name: string; by: number }[] = []) => ({
  order: 'time',
  shifts: [],
  namedShifts,
})

test.each<[string, string[], object]>([
  ['by time', ['--merge', 'a.log', 'b.log'], { merge: time() }],
  [
    'one after another',
    ['a.log', 'b.log', '--merge=sequence'],
    { merge: { ...time(), order: 'sequence' } },
  ],
  ['a single log is no merge', ['--merge', 'a.log'], { sources: ['a.log'], merge: null }],
  [
    'another order',
    ['--merge=size', 'a.log', 'b.log'],
    { merge: null, mistakes: ['--merge=size'] },
  ],
  [
    'clocks',
    ['--merge', '--shift', 'a.log=+2s', 'a.log', '--shift=b.log=-0.5h', 'b.log'],
    {
      merge: time([
        { name: 'a.log', by: 2000 },
        { name: 'b.log', by: -1_800_000 },
      ]),
    },
  ],
  ['no clock', ['--merge', 'a.log', 'b.log', '--shift', 'a.log'], { mistakes: ['--shift a.log'] }],
  ['nothing behind it', ['--merge', 'a.log', 'b.log', '--shift'], { mistakes: ['--shift '] }],
  ['clocks without a merge', ['a.log', 'b.log', '--shift=a.log=1s'], { mistakes: ['--shift'] }],
  [
    'behind -- it is a file',
    ['--', '--merge', 'a.log'],
    { sources: ['--merge', 'a.log'], merge: null },
  ],
])('merged: %s', (_name, words, wanted) => {
  const plain = { sources: ['a.log', 'b.log'], mistakes: [] }
  expect(readArguments(['/usr/bin/electron', 'app', ...words], unpackaged)).toMatchObject({
    ...plain,
    ...wanted,
  })
})
