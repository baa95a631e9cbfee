import { expect, test } from 'vitest'

import { olderFirst } from './older-files'

/** Files by name; one that is named later was written later, unless a time is given. */
function older(log: string, names: readonly string[], key: string | null = null): string[] {
  const files = names.map((text, at) => {
    const [name = '', time = at] = text.split(' @')
    return { path: `/logs/${name}`, key: name, size: 1, modifiedTimeNs: BigInt(time) }
  })
  return olderFirst(log, files, key).map(({ path }) => path.slice('/logs/'.length))
}

test.each([
  // logrotate, whatever the times of copied files say
  ['a.log', ['a.log.1', 'a.log.10.gz', 'a.log.2.gz'], ['a.log.10.gz', 'a.log.2.gz', 'a.log.1']],
  // dateext
  [
    'a.log',
    ['a.log-20261121', 'a.log-20261119.gz', 'a.log-20261120.gz'],
    ['a.log-20261119.gz', 'a.log-20261120.gz', 'a.log-20261121'],
  ],
  // dateformat -%s, and an extension that stays behind
  [
    'a.log',
    ['a-1795200000.log', 'a-1795100000.log.gz'],
    ['a-1795100000.log.gz', 'a-1795200000.log'],
  ],
  // docker
  ['0f-json.log', ['0f-json.log.1', '0f-json.log.2.gz'], ['0f-json.log.2.gz', '0f-json.log.1']],
  // lumberjack
  [
    'sfu.log',
    ['sfu-2026-11-20T17-33-05.123.log', 'sfu-2026-11-19T17-33-05.123.log.gz'],
    ['sfu-2026-11-19T17-33-05.123.log.gz', 'sfu-2026-11-20T17-33-05.123.log'],
  ],
  // By day and number
  ['a.log', ['a.log-20261120.10', 'a.log-20261120.9'], ['a.log-20261120.9', 'a.log-20261120.10']],
  // It went over from dates to numbers, or back.
  ['a.log', ['a.log-20261119', 'a.log.2', 'a.log.1'], ['a.log-20261119', 'a.log.2', 'a.log.1']],
  ['a.log', ['a.log.2', 'a.log.1', 'a.log-20261119'], ['a.log.2', 'a.log.1', 'a.log-20261119']],
  // Being compressed
  ['a.log', ['a.log.1', 'a.log.1.gz', 'a.log.2.gz'], ['a.log.2.gz', 'a.log.1']],
  // Others
  ['a.log', ['b.log.1', 'a.log.bak', 'a.log.gz', 'a.log2', 'a.log.1.swp'], []],
])('of %s: %j', (log, names, expected) => {
  expect(older(log, names)).toEqual(expected)
})

test('what was the log a moment ago is left to its tail, and so is what came since', () => {
  expect(older('a.log', ['a.log.1', 'a.log.2', 'a.log.3'], 'a.log.2')).toEqual(['a.log.3'])
})
