import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'

import type { SourceEvent } from '#shared/protocol/host'

import { SourceEvents } from '../source-events'
import { LogSequence } from './log-sequence'

test('a copy that has reached its limit gives up its older half, and tells it once', async () => {
  const events = new SourceEvents<SourceEvent>()
  const told: SourceEvent[] = []
  events.listen((event) => told.push(event))
  const sequence = new LogSequence(events, 100)
  onTestFinished(() => sequence.dispose())
  await sequence.keep(null)
  let place = { path: sequence.openInCopy(), from: 0 }
  for (let line = 0; line < 60; line++) await sequence.append(Buffer.from(`line ${line + 10}\n`))
  for (const event of told) if (event.kind === 'moved') place = event
  const { path, from } = place
  expect(from).toBeGreaterThan(sequence.bytes - 100)
  const copy = readFileSync(path ?? '').subarray(0, sequence.bytes)
  expect(copy.length).toBe(60 * 8)
  const whole = Array.from({ length: 60 }, (_, line) => `line ${line + 10}\n`).join('')
  expect(copy.subarray(from).toString()).toBe(whole.slice(from))
  expect(told.filter(({ kind }) => kind === 'remark')).toEqual([
    { kind: 'remark', code: 'copy-limit', detail: '' },
  ])
})
