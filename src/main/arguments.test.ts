import { mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { sourcesOf } from './arguments'

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
  expect(sourcesOf(['/usr/bin/electron', ...words], unpackaged)).toEqual(sources)
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
  expect(sourcesOf(['/opt/logsieve/logsieve', ...words], packaged)).toEqual(sources)
})

test('the app folder by another name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'logsieve-test-'))
  symlinkSync(folder, `${folder}-link`)
  const context = { ...unpackaged, appPath: folder }
  expect(sourcesOf(['electron', `${folder}-link/.`, 'a.log'], context)).toEqual(['a.log'])
})
