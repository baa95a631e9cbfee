#!/usr/bin/env node
// npm run bench [-- --size 1G --largest 10G --app --ssh | --smoke]: Logsieve against its peers on the same generated logs.
//
// Figures are ratios of medians of runs that took turns, so that what else the machine does meets
// all alike. Absolute MB/s are of this machine and this minute. --smoke, a part of npm test, runs all
// of it once on next to nothing.
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { hasDisplay } from '../scripts/electron/launch.mjs'
import { isBuilt } from '../scripts/lib/build.mjs'
import { build } from './build.mjs'
import { Lnav } from './lnav.mjs'
import { searchTable } from './search.mjs'
import { writeSearchLog } from './search-log.mjs'

const { values: options } = parseArgs({
  options: {
    size: { type: 'string', default: '256M' },
    runs: { type: 'string', default: '5' },
    smoke: { type: 'boolean', default: false },
    records: { type: 'string', default: '50000000' },
    // What is opened besides, to see that size does not matter; and in the window itself.
    largest: { type: 'string' },
    app: { type: 'boolean', default: false },
    // A log through ssh besides, on the loopback of this machine; it needs openssh-server.
    ssh: { type: 'boolean', default: false },
  },
})
const bytes = options.smoke ? 2e6 : sizeOf(options.size)
const runs = options.smoke ? 1 : Number(options.runs)
const records = options.smoke ? 20_000 : Number(options.records)

const folder = mkdtempSync(join(tmpdir(), 'logsieve-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const { measure: engine, packs, remote } = await build(folder)
printObjects([startOfPacks()])

/** @type {{ shapes: string[], messages: string[] }} */
const known = JSON.parse(engineOutput('shapes', ''))
const messages = join(folder, 'messages.txt')
writeFileSync(messages, `${known.messages.join('\n')}\n`)

const lnav = new Lnav(join(folder, 'lnav'))
const isLnavThere = lnav.isThere
/** Logs that one of the formats for lnav was written for. */
const LNAV_SHAPES = ['mixed', 'json', 'console']
/** @type {Record<string, string | number>[]} */
const knownToLnav = []

/** @type {string[][]} */
const rows = []
for (const shape of options.smoke ? known.shapes.slice(0, 1) : known.shapes) {
  const log = join(folder, `${shape}.log`)
  const written = inEngine('generate', `${shape}:${bytes}`)
  const isForLnav = isLnavThere && LNAV_SHAPES.includes(shape)
  /** @type {Record<string, () => number | null>} */
  const contestants = {
    'rg -c -F -f': () => seconds('rg', ['-j1', '-c', '-F', '-f', messages, log]),
    'wc -l': () => seconds('wc', ['-l', log]),
    ...(shape === 'mixed' ? { reference: () => inEngine('reference', log) } : {}),
    'kernel, 1 thread': () => inEngine('kernel', log),
    'open, all threads': () => inEngine('parallel', log),
    'open, kept index': () => inEngine('kept', log),
    ...(isForLnav
      ? {
          lnav: () => lnav.asItComes(log),
          'lnav, knowing LiveKit': () => lnav.withFormats(log),
        }
      : {}),
  }
  /** @type {Map<string, number[]>} */
  const times = new Map(Object.keys(contestants).map((name) => [name, []]))
  inEngine('keep', log)
  // The first round warms the page cache up.
  for (let run = options.smoke ? 1 : 0; run <= runs; run++) {
    for (const [name, contestant] of Object.entries(contestants)) {
      if (name === 'reference' && run > 1) continue
      const time = contestant()
      if (time !== null && run > 0) times.get(name)?.push(time)
    }
  }
  const base = median(times.get('rg -c -F -f') ?? [])
  for (const [name, measured] of times) {
    const time = median(measured)
    if (time === undefined) continue
    rows.push([
      shape,
      name,
      (written / 1e6 / time).toFixed(0),
      base === undefined ? '-' : (base / time).toFixed(2),
    ])
  }
  if (isForLnav) {
    knownToLnav.push({
      'lnav with bench/lnav': shape,
      lines: linesIn(log),
      'records known': lnav.recordsKnown(log),
    })
  }
  rmSync(log)
}
print(['log', 'who', 'MB/s', 'speed against rg'], rows)
if (isLnavThere) printObjects(knownToLnav)

/** @type {string[]} */
const opened = []
for (const size of new Set([bytes, options.largest ? sizeOf(options.largest) : bytes])) {
  const log = join(folder, `${size}.log`)
  inEngine('generate', `mixed:${size}`)
  renameSync(join(folder, 'mixed.log'), log)
  opened.push(log)
}
/** @type {Record<string, string | number>[]} */
const openings = opened.map((log) => ({
  'opened, MB': Math.round(statSync(log).size / 1e6),
  ...JSON.parse(engineOutput('open', log)),
}))
printObjects(openings)
if (options.app) {
  const tiny = join(folder, 'tiny.log')
  writeFileSync(tiny, readFirst(opened[0] ?? '', 1000))
  printObjects(inApp([tiny, ...opened]))
}
for (const log of opened) rmSync(log)

/** @type {Record<string, string>} */
const large = JSON.parse(engineOutput('large', String(records)))
print(
  ['at this many records', records.toLocaleString('en')],
  Object.entries(large).map(([what, value]) => [what, value]),
)
if (options.ssh || (options.smoke && existsSync('/usr/sbin/sshd'))) {
  const log = join(folder, 'remote.log')
  inEngine('generate', `mixed:${bytes}`)
  renameSync(join(folder, 'mixed.log'), log)
  printObjects([throughSsh(log)])
}
const searched = join(folder, 'search.log')
writeSearchLog(searched, bytes)
printObjects(await searchTable(searched, runs))
// The search keeps its threads for the next query.
process.exit()

/** What the rule packs add to the start: medians of processes that did nothing before. */
function startOfPacks() {
  /** @type {{ compiled: number, withTexts: number }[]} */
  const measured = Array.from({ length: options.smoke ? 1 : 31 }, () =>
    JSON.parse(spawnSync(process.execPath, [packs], { encoding: 'utf8' }).stdout),
  )
  return {
    'all rule packs loaded and compiled, ms': median(
      measured.map(({ compiled }) => compiled),
    )?.toFixed(1),
    'with the first text of a rule, ms': median(
      measured.map(({ withTexts }) => withTexts),
    )?.toFixed(1),
  }
}

/** @param {string} log */
function throughSsh(log) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [remote, log, String(runs)], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`ssh: ${stderr}`)
  /** @type {{ cat: number[], catToFile: number[], logsieve: number[] }} */
  const { cat, catToFile, logsieve } = JSON.parse(stdout)
  /** @param {number[]} others */
  const speedAgainst = (others) =>
    median(others.map((seconds, run) => seconds / (logsieve[run] ?? Infinity)))?.toFixed(2)
  return {
    'through ssh, MB': Math.round(statSync(log).size / 1e6),
    'logsieve, s': median(logsieve)?.toFixed(2),
    'against ssh cat > /dev/null': speedAgainst(cat),
    'against ssh cat > file': speedAgainst(catToFile),
  }
}

/**
 * @param {string} what
 * @param {string} log
 */
function inEngine(what, log) {
  return Number(engineOutput(what, log))
}

/**
 * @param {string} what
 * @param {string} argument
 */
function engineOutput(what, argument) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [engine, what, argument, folder], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${what}: ${stderr}`)
  return stdout
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function seconds(command, args) {
  const start = process.hrtime.bigint()
  const { error } = spawnSync(command, args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1e9,
  })
  return error ? null : Number(process.hrtime.bigint() - start) / 1e9
}

/**
 * @param {string[]} files
 * @returns {Record<string, string>[]}
 */
function inApp(files) {
  const root = join(import.meta.dirname, '..')
  const shown = hasDisplay() ? [] : ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24 -noreset']
  const app = [process.execPath, join(root, 'bench/app.mjs'), String(runs), ...files]
  const [command = '', ...args] = [...shown, ...app]
  if (!isBuilt()) {
    const built = spawnSync('npm', ['run', '-s', 'build'], { cwd: root, encoding: 'utf8' })
    if (built.status !== 0) throw new Error(built.stderr)
  }
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`app: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
}

/**
 * Whole lines of the beginning of a file.
 * @param {string} path
 * @param {number} bytes
 */
function readFirst(path, bytes) {
  const file = openSync(path, 'r')
  const buffer = Buffer.alloc(bytes)
  const read = buffer.subarray(0, readSync(file, buffer, 0, bytes, 0))
  closeSync(file)
  return read.subarray(0, read.lastIndexOf(0x0a) + 1)
}

/** @param {string} log */
function linesIn(log) {
  return Number.parseInt(spawnSync('wc', ['-l', log], { encoding: 'utf8' }).stdout, 10)
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1]
}

/** @param {string} text */
function sizeOf(text) {
  const [, number, unit = ''] = /^([\d.]+)([kMG]?)$/.exec(text) ?? []
  if (number === undefined) throw new Error(`--size ${text}: a number with k, M or G`)
  return Number(number) * 1000 ** ['', 'k', 'M', 'G'].indexOf(unit)
}

/** @param {Record<string, unknown>[]} rows */
function printObjects(rows) {
  print(
    Object.keys(rows[0] ?? {}),
    rows.map((row) => Object.values(row).map(String)),
  )
}

/**
 * @param {string[]} head
 * @param {string[][]} lines
 */
function print(head, lines) {
  console.log(`\n| ${head.join(' | ')} |\n|${head.map(() => ' --- |').join('')}`)
  for (const line of lines) console.log(`| ${line.join(' | ')} |`)
}
