import { beforeEach, expect, test } from 'vitest'

import type { DocumentStatus } from '#shared/protocol/document'

import { Unseen } from './Unseen'

let unseen: Unseen

/** A status of a log of ten bytes a record, as far as it matters here. */
function tell(records: number, problems = 0, more: Partial<DocumentStatus> = {}): void {
  unseen.update({
    totalBytes: records * 10,
    arrived: null,
    missingBytes: 0,
    records,
    generation: 1,
    categories: { problem: problems },
    ...more,
  } as DocumentStatus)
}

beforeEach(() => {
  unseen = new Unseen()
})

test('the reading of what a log holds is no news', () => {
  tell(0, 0, { totalBytes: 300 })
  tell(20, 3, { totalBytes: 300 })
  tell(30, 4, { totalBytes: 300 })
  expect(unseen.get()).toBe('none')
})

test('nor is the unpacking of an archive', () => {
  tell(0, 0, { arrived: 0 })
  tell(20, 3, { arrived: 0.5 })
  tell(30, 4, { arrived: 0.9 })
  tell(30, 4)
  expect(unseen.get()).toBe('none')
})

test('records are, and problems more so', () => {
  tell(10, 1)
  tell(10, 1, { totalBytes: 110 })
  expect(unseen.get()).toBe('none')
  tell(11, 1)
  expect(unseen.get()).toBe('records')
  tell(12, 2)
  tell(13, 2)
  expect(unseen.get()).toBe('problems')
})

test('nothing is new to who looks at it, until they look away', () => {
  tell(10)
  tell(11)
  unseen.setLookedAt(true)
  expect(unseen.get()).toBe('none')
  tell(12, 1)
  expect(unseen.get()).toBe('none')
  unseen.setLookedAt(false)
  tell(12, 1)
  expect(unseen.get()).toBe('none')
  tell(13, 1)
  expect(unseen.get()).toBe('records')
})

test('other rules make no news of old records', () => {
  tell(10, 1)
  tell(10, 8)
  expect(unseen.get()).toBe('none')
  tell(11, 8)
  expect(unseen.get()).toBe('records')
  tell(11, 9)
  expect(unseen.get()).toBe('records')
  tell(12, 10)
  expect(unseen.get()).toBe('problems')
})

test('another log in its place is news', () => {
  tell(10, 5)
  tell(0, 0, { generation: 2 })
  expect(unseen.get()).toBe('none')
  tell(3, 1, { generation: 2 })
  expect(unseen.get()).toBe('problems')
})

test('what stood before a last part is no news, and what comes behind it is', () => {
  tell(30, 1, { missingBytes: 1000 })
  tell(500, 20, { totalBytes: 310 })
  const whole = unseen.get()
  tell(501, 21, { totalBytes: 320 })
  expect([whole, unseen.get()]).toEqual(['none', 'problems'])
})
