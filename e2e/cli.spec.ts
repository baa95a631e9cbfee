import { execFile, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'

import { hasSshd, type TestSshd } from '#sources/remote/test-sshd'
import { TorturedLog } from '#sources/tail/tortured-log'

import { expect, test } from './fixtures'
import {
  active,
  append,
  example,
  failedHandshake,
  panic,
  withoutConnection,
  writeLog,
  zap,
} from './logs'

const CLI = join(import.meta.dirname, '..', 'out', 'cli', 'index.js')

/** A zip of a.log, which says `one`, and b.log, which says `two`. */
const TWO_FILES =
  'UEsDBBQAAAAAAABwdF2fqBf4BAAAAAQAAAAFAAAAYS5sb2dvbmUKUEsDBBQAAAAAAABwdF10CBeW' +
  'BAAAAAQAAAAFAAAAYi5sb2d0d28KUEsBAhQDFAAAAAAAAHB0XZ+oF/gEAAAABAAAAAUAAAAAAAAA' +
  'AAAAAIABAAAAAGEubG9nUEsBAhQDFAAAAAAAAHB0XXQIF5YEAAAABAAAAAUAAAAAAAAAAAAAAIAB' +
  'JwAAAGIubG9nUEsFBgAAAAACAAIAZgAAAE4AAAAAAA=='

interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function logsieve(
  args: readonly string[],
  input = '',
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [CLI, ...args],
      { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: { ...process.env, ...environment } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
    child.stdin?.end(input)
  })
}

function recordsOf(stdout: string): Record<string, unknown>[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('report: the table of the triage, the problem first', async () => {
  const { code, stdout, stderr } = await logsieve(['report', example('dokploy-ingress.log')])
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toContain('1,319')
  expect(stdout.search(/PROBLEM {2}3 × removing participant without connection/)).toBeGreaterThan(0)
  const kinds = stdout.slice(stdout.indexOf('Kinds of messages'))
  expect(kinds.indexOf('PROBLEM')).toBeLessThan(kinds.indexOf('CLIENT'))
  expect(stdout).toContain('PROBLEM  3 participants get no media, while others do')
  const russian = await logsieve(['report', '--lang', 'ru', example('dokploy-ingress.log')])
  expect(russian.stdout).toMatch(/\p{Script=Cyrillic}/u)
})

test('--since and --until: what is of that time, and a usage error for what is no time', async ({
  folder,
}) => {
  const path = writeLog(folder, 'a.log', [active(1), active(2), active(61), active(3)])
  const range = ['--since', '2026-11-20T14:00:02Z', '--until', '2026-11-20 14:00']
  const records = await logsieve(['records', '--json', ...range, path])
  expect(recordsOf(records.stdout).map(({ line }) => line)).toEqual([2, 4])
  const report = await logsieve(['report', '--format', 'json', ...range, path])
  expect(JSON.parse(report.stdout)).toMatchObject({
    sources: [{ records: 2, rows: [{ count: 2, first: '2026-11-20T14:00:02.000Z' }] }],
  })
  const wrong = await logsieve(['records', '--since', '17:33', path])
  expect([wrong.code, wrong.stdout]).toEqual([2, ''])
  expect(wrong.stderr).toContain('such as 2026-11-20T17:33:05Z')
})

test('records --json: one object a record, with the keys of the contract', async ({ folder }) => {
  const path = writeLog(folder, 'a.log', [
    active(1),
    panic(),
    withoutConnection(2),
    failedHandshake(3),
  ])
  const { code, stdout } = await logsieve(['records', '--json', path])
  expect(code).toBe(0)
  const records = recordsOf(stdout)
  const keys = ['line', 'lines', 'time', 'level', 'component', 'message', 'rule', 'category']
  for (const record of records) expect(Object.keys(record)).toEqual(expect.arrayContaining(keys))
  expect(records.map(({ line, lines, category }) => [line, lines, category])).toEqual([
    [1, 1, 'activity'],
    [2, 5, 'problem'],
    [7, 1, 'problem'],
    [8, 1, 'noise'],
  ])
  expect(records[2]).toMatchObject({
    time: '2026-11-20T14:00:02.000Z',
    level: 'info',
    component: 'livekit',
    message: 'removing participant without connection',
  })
  const used = await logsieve(['records', '--json', '--uses', 'rtmp', '--category', 'client', path])
  expect(recordsOf(used.stdout).map(({ line }) => line)).toEqual([8])
})

test('an archive is read like a log; of a damaged one what there is, with exit code 1', async ({
  folder,
}) => {
  const text = Array.from({ length: 3000 }, (_, second) => `${active(second)}\n`).join('')
  const whole = gzipSync(text)
  const good = await logsieve(['records', '--json', writeLog(folder, 'a.log', whole)])
  expect([good.code, good.stderr, recordsOf(good.stdout).length]).toEqual([0, '', 3000])
  const cut = writeLog(folder, 'cut.gz', whole.subarray(0, -100))
  const bad = await logsieve(['records', '--json', cut])
  expect(bad.code).toBe(1)
  expect(bad.stderr).toMatch(/^logsieve: .*cut\.gz: the archive is damaged or cut off: [^\n]+\n$/)
  const records = recordsOf(bad.stdout)
  expect(records.length).toBeGreaterThan(2000)
  expect(records.at(-1)).toMatchObject({ rule: 'logsieve.archive-damaged' })
})

test('of a zip with several files one is named behind a "#"', async ({ folder }) => {
  const path = writeLog(folder, 'logs.zip', Buffer.from(TWO_FILES, 'base64'))
  const list = await logsieve(['report', path])
  expect([list.code, list.stdout]).toEqual([1, ''])
  expect(list.stderr).toMatch(
    /there are several files in it; name one as ".*logs\.zip#NAME": a\.log, b\.log\n$/,
  )
  const one = await logsieve(['records', '--json', `${path}#b.log`])
  expect(recordsOf(one.stdout)).toMatchObject([{ message: 'two' }])
})

test('window and command line count alike', async ({ logsieve: app }) => {
  const { stdout } = await logsieve(['records', '--json', example('compose-mixed.log')])
  const counts: Record<string, number> = {}
  for (const { category } of recordsOf(stdout))
    counts[String(category)] = (counts[String(category)] ?? 0) + 1
  const log = await app.open(example('compose-mixed.log'))
  await log.side.expectCounts(counts)
})

test('standard input', async () => {
  const { code, stdout } = await logsieve(['records', '--json', '-'], `${active(1)}\n${active(2)}`)
  expect([code, recordsOf(stdout).length]).toEqual([0, 2])
})

test('--follow prints what is appended', async ({ folder }) => {
  const path = writeLog(folder, 'live.log', [active(1)])
  const child = spawn(process.execPath, [CLI, 'records', '--json', '--follow', path])
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk))
  const printed = () => recordsOf(stdout).map(({ line }) => line)
  try {
    append(path, withoutConnection(2), active(3), active(4))
    await expect.poll(printed).toEqual(expect.arrayContaining([1, 2, 3]))
    append(path, active(5))
    await expect.poll(printed).toEqual(expect.arrayContaining([1, 2, 3, 4]))
  } finally {
    child.kill()
  }
})

test.describe('--follow prints every record once and in order, however the log is rotated: numbered', () => {
  const seeds = (process.env['TORTURE_SEEDS'] ?? '7').split(',').map(Number)

  for (const seed of seeds) {
    test(`seed ${seed}`, async ({ folder }) => {
      const path = writeLog(folder, 'live.log', [active(1)])
      await printsAll(path, new TorturedLog(path, seed), {})
    })

    test(`through ssh, while connections are cut: seed ${seed}`, async ({ folder, ssh }) => {
      test.skip(!hasSshd, 'openssh-server is not there')
      test.setTimeout(120_000)
      const sshd = await ssh.serve()
      const path = writeLog(folder, 'live.log', [active(1)])
      const log = new TorturedLog(path, seed, { kept: 10_000, rotations: 0.04 })
      const cut = () => sshd.cutAtRandom(seed)
      await printsAll(sshd.address(path), log, { PATH: sshd.searchPath }, cut)
    })
  }
})

/** Follows a source by the command line while its log is written. */
async function printsAll(
  source: string,
  log: TorturedLog,
  environment: Record<string, string>,
  disturb: () => () => void = () => () => undefined,
): Promise<void> {
  const child = spawn(process.execPath, [CLI, 'records', '--json', '--follow', source], {
    env: { ...process.env, ...environment },
  })
  const printed: string[] = []
  createInterface(child.stdout).on('line', (line) => printed.push(line))
  try {
    await expect.poll(() => printed.length, { timeout: 20_000 }).toBe(1)
    const leaveAlone = disturb()
    await log.run(3000).finally(leaveAlone)
    const expected = Array.from({ length: log.written }, (_, number) => `record ${number}`)
    const records = () => printed.filter((line) => line.includes('"message":"record '))
    await expect.poll(() => records().length, { timeout: 80_000 }).toBe(expected.length)
    const messages = recordsOf(records().join('\n')).map(({ message }) => message)
    expect(messages.findIndex((message, at) => message !== expected[at])).toBe(-1)
  } finally {
    child.kill()
  }
}

test('what cannot be done: exit code 1 and one line', async ({ folder }) => {
  const directory = join(folder, 'folder.log')
  mkdirSync(directory)
  for (const path of [join(folder, 'nothing.log'), directory, '/dev/zero']) {
    for (const command of ['report', 'records']) {
      const { code, stdout, stderr } = await logsieve([command, path])
      expect([code, stdout, stderr.split('\n').length], `${command} ${path}`).toEqual([1, '', 2])
      expect(stderr).toContain('logsieve: ')
      expect(stderr).toContain(path)
    }
  }
})

test("Docker's json-file is read where it lies, with what rotation made of it", async ({
  folder,
}) => {
  const written = (second: number, text: string) => {
    const time = `2026-11-20T14:00:0${second}.5Z`
    return JSON.stringify({ log: text, stream: 'stderr', time })
  }
  const name = `${'0123456789abcdef'.repeat(4)}-json.log`
  writeLog(folder, `${name}.1`, [written(1, `${active(1)}\n`)])
  // Docker cuts lines at 16 KiB.
  const long = zap('x'.repeat(20_000), { second: 2 })
  const pieces = [long.slice(0, 16_384), `${long.slice(16_384)}\n`]
  const path = writeLog(folder, name, [
    ...pieces.map((piece) => written(2, piece)),
    written(3, `${failedHandshake(3)}\n`),
  ])
  const { code, stdout } = await logsieve(['records', '--json', '--with-rotated', path])
  expect(code).toBe(0)
  expect(
    recordsOf(stdout).map(({ line, category, carriers }) => [line, category, carriers]),
  ).toEqual([
    [1, 'activity', ['json-file']],
    [2, 'unknown', ['json-file']],
    [4, 'noise', ['json-file']],
  ])
})

test('--with-rotated of another machine: one that cannot be read is told, the others are printed', async ({
  folder,
  ssh,
}) => {
  test.skip(!hasSshd, 'openssh-server is not there')
  const path = writeLog(folder, 'livekit.log', [active(3)])
  writeFileSync(`${path}.3.gz`, gzipSync(`${active(1)}\n`))
  // A zip without a directory.
  writeFileSync(`${path}.2`, 'PK\x03\x04')
  writeLog(folder, 'livekit.log.1', [active(2)])
  const sshd = await ssh.serve()
  const words = ['records', '--json', '--with-rotated', sshd.address(path)]
  const { code, stdout, stderr } = await logsieve(words, '', { PATH: sshd.searchPath })
  expect([code, stderr]).toEqual([1, expect.stringMatching(/livekit\.log: livekit\.log\.2: /)])
  expect(recordsOf(stdout).map(({ line, category }) => [line, category])).toEqual([
    [1, 'activity'],
    [2, 'advice'],
    [3, 'activity'],
    [4, 'activity'],
  ])
  expect(sshd.connections).toBe(1)
})

test('--run: what a command prints, on both streams, and how it ends', async () => {
  const script = [
    `console.error(${JSON.stringify(active(1))})`,
    `console.log(${JSON.stringify(failedHandshake(2))})`,
  ].join(';')
  const run = (...more: string[]) => ['--json', '--run', '--', process.execPath, '-e', ...more]
  const good = await logsieve(['records', ...run(script)])
  expect([good.code, good.stderr]).toEqual([0, ''])
  const categories = recordsOf(good.stdout).map(({ category }) => category)
  expect(categories.sort()).toEqual(['activity', 'noise'])
  const bad = await logsieve(['records', ...run(`${script}; process.exitCode = 3`)])
  expect([bad.code, recordsOf(bad.stdout).length]).toEqual([1, 2])
  expect(bad.stderr).toContain('exit code 3')
  const none = await logsieve(['report', '--run', '--', 'logsieve-no-such-program', '-f'])
  expect([none.code, none.stdout]).toEqual([1, ''])
  expect(none.stderr).toBe('logsieve: logsieve-no-such-program -f: there is no such program\n')
})

test('--follow ends where standard input does', async () => {
  const { code, stdout, stderr } = await logsieve(
    ['records', '--json', '--follow', '-'],
    `${active(1)}\n${active(2)}`,
  )
  expect([code, stderr]).toEqual([0, ''])
  expect(recordsOf(stdout).map(({ line }) => line)).toEqual([1, 2])
})

test('the mistakes of a rule pack are told with line and column', async ({ folder }) => {
  const bad = writeLog(folder, 'pack.yaml', ['pack: mine', 'rules:', '  - { id: "no", match: {} }'])
  const { code, stdout, stderr } = await logsieve(['rules', 'check', bad])
  expect([code, stderr.trim().split('\n').length]).toEqual([1, 1])
  expect(stdout.split('\n').slice(0, 2)).toEqual([
    `${bad}:3:17: rules[0] (no).match: give a message, prefix or pattern, or at least a field or component`,
    `${bad}:3:5: rules[0] (no).category: this should be one of problem, client, advice, noise, activity, healthy`,
  ])
})

test('wrong usage: exit code 2', async () => {
  const usages = [
    ['report'],
    ['nonsense'],
    ['report', '--format', 'pdf', 'a'],
    ['records', '--uses', 'x', 'a'],
    ['records', '--grep', '(', 'a'],
    ['records', 'a', 'b'],
    ['records', '--run'],
    ['records', '--run', 'echo', '-f'],
  ]
  for (const args of usages) {
    const { code, stdout, stderr } = await logsieve(args)
    expect([code, stdout], args.join(' ')).toEqual([2, ''])
    expect(stderr, args.join(' ')).not.toBe('')
  }
  expect((await logsieve(['--help'])).code).toBe(0)
})

test('rules are listed', async () => {
  const { code, stdout } = await logsieve(['rules', 'list', '--json'])
  expect(code).toBe(0)
  const rules = JSON.parse(stdout) as { id: string }[]
  expect(rules.length).toBeGreaterThan(100)
  expect(rules.map(({ id }) => id)).toContain('livekit-server.redis-connecting')
})

test('a hostile message breaks out of no format', async ({ folder }) => {
  const hostile = '<script>alert()</script> | `code` [link](javascript:x) \u001b[2J\u202e'
  const path = writeLog(folder, 'a.log', [zap(hostile, { fields: { a: 1 } }), active(2)])
  const report = async (format: string) =>
    (await logsieve(['report', '--format', format, path])).stdout
  const html = await report('html')
  expect(html).not.toContain('<script>alert')
  expect(html).toContain('&lt;script&gt;alert()&lt;/script&gt;')
  const markdown = await report('md')
  expect(markdown).not.toMatch(/(?<!\\)<script>/)
  const row = markdown.split('\n').find((line) => line.includes('alert()'))
  // A pipe of the message does not begin a cell.
  const table = markdown.split('\n').find((line) => /^\|[\s:|-]+\|$/.test(line))
  if (row?.startsWith('|')) {
    expect(row.replaceAll('\\|', '').split('|').length).toBe(table?.split('|').length)
  }
  for (const text of [
    html,
    markdown,
    await report('text'),
    (await logsieve(['records', path])).stdout,
  ]) {
    // eslint-disable-next-line no-control-regex -- exactly these must not reach a terminal
    expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/)
  }
  const json = JSON.stringify(JSON.parse(await report('json')))
  expect(json).toContain('<script>alert()</script>')
})

test.describe('--follow through ssh ends where the other machine refuses for good', () => {
  const ways = {
    'its key is another one': {
      change: (sshd: TestSshd) => sshd.knowHost('wrong'),
      told: /the key of this host has changed: .*SHA256:.*ssh-keygen/,
    },
    'the key of the user is not taken any more': {
      change: ({ folder }: TestSshd) => rm(join(folder, 'user')),
      told: /the host did not let this user in \(.*Permission denied \(publickey\)\.\)/,
    },
  }

  for (const [way, { change, told }] of Object.entries(ways)) {
    test(way, async ({ folder, ssh }) => {
      test.skip(!hasSshd, 'openssh-server is not there')
      const sshd = await ssh.serve()
      const source = sshd.address(writeLog(folder, 'a.log', [active(1)]))
      const child = spawn(process.execPath, [CLI, 'records', '--json', '--follow', source], {
        env: { ...process.env, PATH: sshd.searchPath },
      })
      let printed = ''
      let said = ''
      child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
      await expect.poll(() => recordsOf(printed).length).toBe(1)
      await change(sshd)
      sshd.cut()
      await expect.poll(() => child.exitCode, { timeout: 20_000 }).toBe(1)
      const [lost = '', ended = '', ...more] = said.split('\n')
      expect(lost).toMatch(/; waiting$/)
      expect(ended.slice(0, ended.indexOf(': it'))).toBe(`logsieve: ${source}`)
      expect(ended).toMatch(told)
      expect(more).toEqual([''])
    })
  }
})
