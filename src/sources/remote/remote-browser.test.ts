import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { shareSshd } from '#testing/shared-sshd'
import { testFolder } from '#testing/test-folder'

import type { Machine } from './address'
import { RemoteBrowser } from './remote-browser'
import { hasSshd, type TestSshd } from './test-sshd'

describe.skipIf(!hasSshd)('through a real sshd', () => {
  let sshd: TestSshd
  let machine: Machine
  let folder: string
  let browser: RemoteBrowser

  shareSshd((started) => {
    sshd = started
    machine = { user: sshd.user, host: 'localhost', port: sshd.port }
  })

  beforeEach(async () => {
    folder = await testFolder()
    browser = new RemoteBrowser()
  })

  afterEach(() => {
    browser.close()
  })

  function browse(prefix: string) {
    return browser.browse(machine, prefix, { asksOnTerminal: false })
  }

  test('folders and files by the beginning of their paths; names are data', async () => {
    const names = ['a b.log', "a'$(id).log", 'a-rf', 'a\\n.log', 'a*', 'b.log']
    for (const name of names) await writeFile(join(folder, name), 'one\n')
    await writeFile(join(folder, 'a\n1:1|5|1|regular file|2026-01-01 00:00:00|forged'), '')
    await mkdir(join(folder, 'afolder'))
    const { entries, isCut } = await browse(`${folder}/a`)
    expect(isCut).toBe(false)
    expect(entries.map(({ path }) => path.slice(folder.length + 1)).sort()).toEqual(
      ['a b.log', "a'$(id).log", 'a-rf', 'a\\n.log', 'a*', 'afolder/'].sort(),
    )
    expect(entries.find(({ path }) => path.endsWith('a b.log'))).toMatchObject({
      isFolder: false,
      bytes: 4,
    })
    expect((await browse(`${folder}/a*`)).entries).toHaveLength(1)
    expect((await browse(`${folder}/$(id)`)).entries).toEqual([])
  })

  test('of very many it gives the first ones, and says so', async () => {
    await Promise.all(
      Array.from({ length: 250 }, (_, at) =>
        writeFile(join(folder, `${String(at).padStart(3, '0')}.log`), ''),
      ),
    )
    const { entries, isCut } = await browse(`${folder}/`)
    expect(isCut).toBe(true)
    expect(entries).toHaveLength(200)
    expect(entries[0]?.path).toBe(`${folder}/000.log`)
  })

  test('its session goes over to the log that is opened', async () => {
    await browse('/')
    const session = await browser.take(machine)
    expect((await session?.ask({ verb: 'check', path: '/', length: 1 }))?.word).toBe('folder')
    expect(await browser.take(machine)).toBeNull()
    session?.close()
  })

  test('after a drop it connects anew', async () => {
    await writeFile(join(folder, 'a.log'), '')
    await browse(`${folder}/`)
    sshd.cut()
    await vi.waitFor(async () => expect((await browse(`${folder}/`)).entries).toHaveLength(1), {
      timeout: 10_000,
    })
  })

  test('a host that cannot be reached is told', async () => {
    const nowhere = browser.browse({ ...machine, port: 1 }, '/', { asksOnTerminal: false })
    await expect(nowhere).rejects.toMatchObject({ code: 'unreachable' })
  })

  test('logs in their usual places come without a path', async () => {
    const { entries } = await browse('')
    expect(entries.every(({ path }) => path.startsWith('/'))).toBe(true)
  })
})
