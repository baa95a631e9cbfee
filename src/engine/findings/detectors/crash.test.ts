import { expect, test } from 'vitest'

import { findingsOf } from '../testing/log'
import { joined, left, PANIC, started, timeAt, zap } from '../testing/lines'

const crashes = (lines: readonly string[]) => findingsOf('crash', lines)

test('what was open at a crash, and when it was up again', async () => {
  const lines = [
    started(0),
    joined(10, 'anna', 'algebra'),
    joined(11, 'boris', 'algebra'),
    joined(12, 'clara', 'physics'),
    zap(13, 'egress', 'egress_active', { egressID: 'EG_open' }),
    zap(14, 'egress', 'egress_active', { egressID: 'EG_done' }),
    zap(15, 'egress', 'egress_complete', { egressID: 'EG_done' }),
    zap(16, 'ingress', 'ingress started', { ingressID: 'IN_open', resourceID: 'RT_1' }),
    left(17, 'boris', 'CLIENT_REQUEST_LEAVE', 'algebra'),
    left(18, 'clara', 'CLIENT_REQUEST_LEAVE', 'physics'),
    zap(19, 'livekit.room', 'room closed', { room: 'physics' }),
    PANIC,
    started(25),
  ]
  const [crash, ...others] = await crashes(lines)
  expect(others).toEqual([])
  expect(crash).toMatchObject({
    category: 'problem',
    firstTime: timeAt(19),
    facts: {
      program: 'livekit',
      end: 'panic',
      message: PANIC.split('\n')[0],
      rooms: ['algebra'],
      participants: 1,
      egresses: ['EG_open'],
      ingresses: ['IN_open'],
      isPart: false,
      backAt: timeAt(25),
    },
    // Where what was open began, the crash, and the start after it.
    on: [1, 4, 7, 11, 17],
  })
})

test('who joined before the last start was not there', async () => {
  const [crash] = await crashes([joined(0, 'anna'), started(5), joined(6, 'boris'), PANIC])
  expect(crash?.facts.participants).toBe(1)
})

test('a room that was closed and opened anew is open', async () => {
  const closed = zap(2, 'livekit.room', 'room closed', { room: 'algebra' })
  const [crash] = await crashes([joined(0, 'anna'), closed, joined(3, 'boris'), PANIC])
  expect([crash?.facts.rooms, crash?.facts.participants]).toEqual([['algebra'], 1])
})

test('a killed container, with its name', async () => {
  const active = zap(0, 'egress', 'egress_active', { egressID: 'EG_1' })
  const [crash] = await crashes([active, joined(1, 'anna'), 'egress-1 exited with code 137'])
  expect(crash?.facts).toMatchObject({
    program: 'egress',
    end: 'killed',
    rooms: [],
    egresses: ['EG_1'],
  })
})

test('of crashes in a row with nothing open the first is told', async () => {
  const found = await crashes([started(0), PANIC, started(5), PANIC, started(10), PANIC])
  expect(found.map(({ firstTime, on }) => [firstTime, on[0]])).toEqual([[timeAt(0), 1]])
})

test('the pasted crash of an old version: its container, and nothing where it stands alone', async () => {
  const paste = [
    'livekit-livekit-1  | panic: runtime error: invalid memory address or nil pointer dereference',
    'livekit-livekit-1  | [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0xabef64]',
    'livekit-livekit-1  |',
    'livekit-livekit-1  | goroutine 24545750930 [running]:',
    'livekit-livekit-1  | github.com/pion/dtls/v2.(*alertError).IsFatalOrCloseNotify(...)',
  ]
  const found = await crashes([joined(0, 'anna'), ...paste])
  expect(found.map(({ facts }) => [facts.program, facts.end])).toEqual([
    ['livekit-livekit', 'panic'],
  ])
  expect(await crashes(paste)).toEqual([])
})

test('the crash of one process of egress is none of egress', async () => {
  const ends = ['panic: x', 'fatal error: out of memory'].map((message) =>
    zap(13, 'egress', message, { handlerID: 'EGH_a' }).replace('INFO', 'ERROR'),
  )
  expect(await crashes([joined(10, 'anna', 'algebra'), ...ends])).toEqual([])
})
