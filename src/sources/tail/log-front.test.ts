import { expect, test } from 'vitest'

import { InterleavedFiles, MemoryFolder } from './interleaved-files'
import { LogFront } from './log-front'
import { LogPart } from './log-part'

const LOG = '/logs/a.log'
const LINES = Buffer.from(Array.from({ length: 120 }, (_, line) => `line ${line} of it\n`).join(''))
const LAST_PART = { bytes: 300, wholeBytes: 300 }

test('of another content that came meanwhile nothing stays, at whatever step it comes', async () => {
  const ends = new Set<string>()
  for (let step = 1; step <= 200; step++) {
    const folder = new MemoryFolder()
    const inode = folder.open(LOG)
    folder.write(inode, LINES)
    let steps = -1
    const files = new InterleavedFiles(folder, 64, () => {
      if (steps < 0 || ++steps !== step) return
      folder.truncate(inode)
      folder.write(inode, Buffer.alloc(LINES.length, 'another\n'))
    })
    const last = await LogPart.openFirst(files, LOG, LAST_PART)
    const part = last && (await LogPart.openAgain(files, LOG, last))
    if (!last || !part) throw new Error('it could not be opened')
    const filled = Buffer.alloc(part.position)
    const target = {
      fill: (bytes: Buffer, position: number) => Promise.resolve(void bytes.copy(filled, position)),
      filled: () => undefined,
    }
    const front = new LogFront(files, LOG, { part, start: 0 }, target)
    steps = 0
    while (front.isBusy) await front.readSome()
    const [read = '', mark = null] = filled.toString().replaceAll('\0', '').split('\n--')
    expect(LINES.toString().startsWith(read)).toBe(true)
    if (mark === null) expect(filled.equals(LINES.subarray(0, filled.length))).toBe(true)
    else expect(mark).toMatch(/^ logsieve: what stood here was cut off [^\n]* --\n$/)
    ends.add(mark === null ? 'whole' : 'marked')
    await front.close()
    await last.close()
  }
  expect([...ends].sort()).toEqual(['marked', 'whole'])
})
