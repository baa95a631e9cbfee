// Search against ripgrep, where it is, on the same file, in turn, so that a busy machine slows both.
//
//   node bench/search.mjs [FILE [RUNS]]     a log of 1 GB is generated where none is named
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

import { runnerImport } from 'vite'

import { ownPlugins } from './plugins.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What is looked for. The limit is the time that ripgrep's may be taken so many times. */
const CASES = [
  { name: 'literal, rare', query: 'Needle-in-the-haystack', limit: 1 },
  { name: 'literal, one record in ten', query: 'rtc connection lost', limit: 1 },
  { name: 'literal, nearly all records', query: '"participant', limit: 1 },
  { name: 'literal, absent', query: 'zqxj', limit: 1 },
  { name: 'literal, any case', query: 'rtc connection lost', isFolded: true, limit: 1 },
  {
    name: 'alternation',
    query: 'connection lost|failed to send|too small',
    isRegex: true,
    limit: 2,
  },
  { name: 'literal prefix', query: 'PA_[0-9a-f]{4}0', isRegex: true, limit: 2 },
  { name: 'required literal', query: '^goroutine \\d+ .*over', isRegex: true, limit: 2 },
  { name: 'two levels', query: '"level":"(warn|error)"', isRegex: true, limit: 2 },
  { name: 'regex, any case', query: 'starting rtc|panic', isRegex: true, isFolded: true, limit: 2 },
  { name: 'class alone', query: '[a-f]{9}', isRegex: true, limit: 2 },
  { name: 'digits alone', query: '\\d{4}\\.\\d+[^\\d,]', isRegex: true, limit: 2 },
  { name: 'two words apart', query: 'user4\\d\\d".*true', isRegex: true, limit: 2 },
]

/**
 * @param {string} path
 * @param {number} runs
 */
export async function searchTable(path, runs = 5) {
  /** @type {typeof import('../src/engine/search/document-search')} */
  const { DocumentSearch } = await load('search/document-search.ts')
  const file = await open(path)
  const { index, end } = await indexOfLines(file)
  const rows = []
  for (const { name, query, isRegex = false, isFolded = false, limit } of CASES) {
    const text = { query, isRegex, isCaseSensitive: !isFolded }
    /** @type {number[]} */
    const ours = []
    /** @type {number[]} */
    const theirs = []
    /** @type {Set<number>} */
    const counts = new Set()
    for (let run = 0; run < runs; run++) {
      // Each run anew: what one search has found is known to the next.
      const search = new DocumentSearch(
        {
          files: [{ from: 0, start: 0, file: file.fd }],
          startOf: (/** @type {number} */ record) =>
            record < index.count ? index.offsetOf(record) : end,
          placesOf: (/** @type {number} */ from, /** @type {number} */ to) =>
            index.placesOf(from, to),
          isMerged: () => false,
          kindOf: (/** @type {number} */ record) => index.kindOf(record),
        },
        () => undefined,
      )
      search.allow(index.count)
      // The workers have started: in the window they are there after the first letter.
      search.set({ query: 'warm', isRegex: false, isCaseSensitive: true })
      await search.until(() => false)
      const begin = performance.now()
      search.set(text)
      await search.until(() => false)
      ours.push(performance.now() - begin)
      if (search.failure) throw new Error(`${name}: ${search.failure.message}`)
      counts.add(search.matches.count)
      await search.close()
      const flags = ['-c', ...(isRegex ? [] : ['-F']), ...(isFolded ? ['-i'] : []), '--no-config']
      const start = performance.now()
      const rg = spawnSync('rg', [...flags, '--', query, path], { encoding: 'utf8' })
      if (rg.error) continue
      theirs.push(performance.now() - start)
      counts.add(Number(rg.stdout))
    }
    const isAlone = theirs.length === 0
    const ratio = median(ours.map((time, run) => time / (theirs[run] ?? 1)))
    rows.push({
      search: name,
      pattern: query,
      ours: Math.round(median(ours)),
      ripgrep: isAlone ? '-' : Math.round(median(theirs)),
      ratio: isAlone ? '-' : Number(ratio.toFixed(2)),
      limit,
      matches: [...counts].join(' ≠ '),
    })
  }
  await file.close()
  return rows
}

/**
 * One of the engine's own modules, from its sources.
 * @param {string} module
 */
async function load(module) {
  const loaded = await runnerImport(join(root, 'src/engine', module), {
    root,
    configFile: false,
    plugins: await ownPlugins(),
  })
  return /** @type {any} */ (loaded.module)
}

/**
 * As the app knows where records stand: here, of one line each.
 * @param {import('node:fs/promises').FileHandle} file
 */
async function indexOfLines(file) {
  /** @type {typeof import('../src/engine/index/record-index')} */
  const { RecordIndex } = await load('index/record-index.ts')
  const index = new RecordIndex()
  const { size } = await file.stat()
  const buffer = Buffer.allocUnsafe(4 * 1024 * 1024)
  let offset = 0
  for (let at = 0; at < size;) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) break
    const read = buffer.subarray(0, bytesRead)
    for (let end = read.indexOf(10); end >= 0; end = read.indexOf(10, end + 1)) {
      index.append({ offset, line: index.count + 1, kind: 0, time: null })
      offset = at + end + 1
    }
    at += bytesRead
  }
  return { index, end: offset }
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [path = await generated(), runs = '5'] = process.argv.slice(2)
  console.table(await searchTable(path, Number(runs)))
  process.exit()
}

/** A log of 1 GB with the words that are looked for, the same for everybody. */
async function generated() {
  const { writeSearchLog } = await import('./search-log.mjs')
  const path = join(tmpdir(), 'logsieve-bench', 'search-1g.log')
  mkdirSync(join(path, '..'), { recursive: true })
  if (!existsSync(path)) writeSearchLog(path, 1e9)
  return path
}
