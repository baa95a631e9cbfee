import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'

import { testFolder } from '#testing/test-folder'

import { knownHosts } from './ssh-config'

let home: string

beforeEach(async () => {
  home = await testFolder()
  await mkdir(join(home, '.ssh', 'conf.d'), { recursive: true })
})

async function config(text: string, name = 'config'): Promise<void> {
  await writeFile(join(home, '.ssh', name), text)
}

test('hosts by name, with what their section says', async () => {
  await config(`
# comment
User everybody
Host livekit egress
  HostName 192.0.2.7
  User root
  Port 2222
host = plain
Host "quoted.example.org"
  hostname=198.51.100.4
  Port 22
`)
  expect(await knownHosts(home)).toEqual([
    { name: 'livekit', detail: 'root@192.0.2.7:2222' },
    { name: 'egress', detail: 'root@192.0.2.7:2222' },
    { name: 'plain', detail: '' },
    { name: 'quoted.example.org', detail: '198.51.100.4' },
  ])
})

test('patterns, exceptions and what could be an option or a command are no hosts', async () => {
  await config(
    'Host * *.example.org !bad web? -oForwardAgent $(id) user@web web/x web:22 ok\nMatch host m exec "false"\n',
  )
  expect(await knownHosts(home)).toEqual([{ name: 'ok', detail: '' }])
})

test('included files, also those that include each other', async () => {
  await config('Include conf.d/*.conf ~/.ssh/more\nInclude nowhere\nHost last\n')
  await config('Host b\n', 'conf.d/20.conf')
  await config('Host a\nInclude config\n', 'conf.d/10.conf')
  await config('Host c\n', 'conf.d/other')
  await config('Host d\n', 'more')
  const names = (await knownHosts(home)).map(({ name }) => name)
  expect(new Set(names)).toEqual(new Set(['a', 'b', 'd', 'last']))
})

test('without a config there are none', async () => {
  expect(await knownHosts(join(home, 'nowhere'))).toEqual([])
})

test('a file that makes no sense is left out', async () => {
  await config('Include conf.d/*\nHost ok\n')
  await config('Host "unclosed\n\0\u{1f600}', 'conf.d/broken')
  expect((await knownHosts(home)).map(({ name }) => name)).toContain('ok')
})
