import { expect, test } from 'vitest'

import { ResumePoint } from './resume-point'

let now = 0

function take(resume: ResumePoint, road: number, clock: string, origin = ''): void {
  resume.take(road, [{ time: `2026-01-02T${clock}.000000000Z`, origin, bytes: Buffer.alloc(0) }])
}

test('asks for all where nothing is known, and for nothing old where all had come', () => {
  const resume = new ResumePoint(() => now)
  take(resume, 0, '03:04:05')
  resume.end(false)
  expect(resume.since).toBeNull()
  resume.end(true)
  expect(resume.since?.toISOString()).toBe('2026-01-02T03:04:03.000Z')
})

test('what has not come after half a minute does not come late', () => {
  const resume = new ResumePoint(() => now)
  take(resume, 0, '03:00:00')
  take(resume, 1, '03:10:00')
  now += 30_000
  take(resume, 1, '03:11:00')
  take(resume, 1, '03:12:00')
  now += 30_000
  take(resume, 1, '03:13:00')
  resume.end(false)
  // The first stream is silent, the second one has come to this time half a minute ago.
  expect(resume.since?.toISOString()).toBe('2026-01-02T03:10:58.000Z')
})

test('a task that still catches up is waited for', () => {
  const resume = new ResumePoint(() => now)
  take(resume, 0, '03:10:00', 'a')
  now += 30_000
  take(resume, 0, '03:01:00', 'b')
  now += 30_000
  take(resume, 0, '03:02:00', 'b')
  resume.end(false)
  expect(resume.since?.toISOString()).toBe('2026-01-02T03:01:58.000Z')
})
