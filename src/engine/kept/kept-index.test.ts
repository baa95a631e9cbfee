import {
  appendFileSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'

import { LogDocument } from '#engine/log-document'
import { ruleSetWith } from '#engine/rules'
import { testFolder } from '#testing/test-folder'

const RULES = ruleSetWith([])
const REFERENCE_TIME = Date.UTC(2026, 10, 20)
const LOG = readFileSync('examples/compose-mixed.log')

let folder = ''
let path = ''
const kept = () => join(folder, 'kept')

beforeEach(async () => {
  folder = await testFolder()
  path = join(folder, 'a.log')
})

async function read(options: { readonly keptFolder?: string }) {
  const document = await LogDocument.open(path, RULES, REFERENCE_TIME, [], {
    keptFrom: 0,
    ...options,
  })
  try {
    const slices: number[] = []
    await document.readOn(() => {
      slices.push(document.indexedBytes)
      return true
    })
    const { view, ...status } = document.status()
    const last = Math.max(0, status.records - 200)
    const rows = [await document.rows(0, 200), await document.rows(last, 200)]
    return { content: { status, shown: view.shown, triage: await document.triage(), rows }, slices }
  } finally {
    await document.close()
  }
}

const withIndex = async () => (await read({ keptFolder: kept() })).content
const anew = async () => (await read({})).content

const indexFile = () => join(kept(), readdirSync(kept())[0] ?? '')

test('a log opens with its index, and says the same', async () => {
  writeFileSync(path, Buffer.concat([LOG, LOG]))
  await withIndex()
  const { content, slices } = await read({ keptFolder: kept() })
  const { content: expected, slices: all } = await read({})
  expect(content).toEqual(expected)
  // The first screen in two steps, the index, which is not shown before it is whole, and the last record.
  const step = 32 * 1024
  expect(slices).toEqual([step, 2 * step, 2 * step, 2 * LOG.length])
  expect(all.at(-1)).toBe(2 * LOG.length)
}, 30_000)

test('a log that grew is read from where its index ends', async () => {
  for (const cut of [LOG.length, 5000, 5001, LOG.indexOf(0x0a, 9000) + 1]) {
    rmSync(kept(), { recursive: true, force: true })
    writeFileSync(path, Buffer.concat([LOG, LOG.subarray(0, cut)]))
    await withIndex()
    appendFileSync(path, Buffer.concat([LOG.subarray(cut), LOG]))
    expect(await withIndex()).toEqual(await anew())
  }
})

test('another log under the same path is read anew', async () => {
  writeFileSync(path, Buffer.concat([LOG, LOG]))
  await withIndex()
  writeFileSync(path, LOG.subarray(200))
  expect(await withIndex()).toEqual(await anew())
  writeFileSync(path, Buffer.concat([LOG, LOG.subarray(0, 3000), LOG]))
  expect(await withIndex()).toEqual(await anew())
})

test.each(['a byte of it', 'its end', 'all of it', 'its version'])(
  'a kept index that lost %s is told and not used',
  async (lost) => {
    writeFileSync(path, Buffer.concat([LOG, LOG]))
    await withIndex()
    const bytes = readFileSync(indexFile())
    if (lost === 'a byte of it') {
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
      writeFileSync(indexFile(), bytes)
    } else if (lost === 'its version') {
      bytes.write('logsieve-index 0')
      writeFileSync(indexFile(), bytes)
    } else truncateSync(indexFile(), lost === 'all of it' ? 0 : bytes.length - 9)
    const told = vi.spyOn(console, 'error').mockReturnValue()
    const content = await withIndex()
    expect(told).toHaveBeenCalledOnce()
    expect(content).toEqual(await anew())
    expect(statSync(indexFile()).size).toBe(bytes.length)
  },
)
