import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'

import type { Moved, SourceEvent } from '#shared/protocol/host'

import { SourceEvents } from '../source-events'
import { LogSequence } from './log-sequence'

const COPY_BYTES = 64 * 1024
const LINE = `${'x'.repeat(999)}\n`

async function open(maxBytes: number) {
  const events = new SourceEvents<SourceEvent>()
  const told: SourceEvent[] = []
  events.listen((event) => told.push(event))
  const sequence = new LogSequence(events, maxBytes)
  onTestFinished(() => sequence.dispose())
  await sequence.keep()
  return { sequence, told, path: sequence.openInCopy() ?? '' }
}

test('a copy that has reached its limit gives up its older half, and tells it once', async () => {
  const { sequence, told, path } = await open(100)
  let place: Omit<Moved, 'kind'> = { path, from: 0, isBaseValid: true }
  for (let line = 0; line < 60; line++) await sequence.append(Buffer.from(`line ${line + 10}\n`))
  for (const event of told) if (event.kind === 'moved') place = event
  const { path: first, from, next, isBaseValid } = place
  expect(from).toBeGreaterThan(sequence.bytes - 120)
  const [former, last] = [first, next?.path ?? ''].map((file) => readFileSync(file, 'utf8'))
  const whole = Array.from({ length: 60 }, (_, line) => `line ${line + 10}\n`).join('')
  const kept = `${former?.slice(from, next?.from)}${last?.slice(next?.from)}`
  expect([isBaseValid, kept]).toEqual([false, whole.slice(from)])
  expect(told.filter(({ kind }) => kind === 'remark')).toEqual([
    { kind: 'remark', code: 'copy-limit', detail: '' },
  ])
})

test('what was given up takes no disk, though its readers keep the files open', async () => {
  const { sequence, told, path } = await open(COPY_BYTES)
  const held = [openSync(path, 'r')]
  onTestFinished(() => held.forEach((file) => closeSync(file)))
  const seen = new Set([path])
  for (let line = 0; line < 1000; line++) {
    await sequence.append(Buffer.from(LINE))
    for (const event of told.splice(0)) {
      for (const place of event.kind === 'moved' ? [event, event.next] : []) {
        if (!place || seen.has(place.path)) continue
        seen.add(place.path)
        held.push(openSync(place.path, 'r'))
      }
    }
    const taken = held.reduce((sum, file) => sum + fstatSync(file).blocks * 512, 0)
    // File systems give room in blocks.
    expect(taken).toBeLessThan(2 * COPY_BYTES)
  }
  expect(held.length).toBeGreaterThan(10)
})
