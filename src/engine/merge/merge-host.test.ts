import { join } from 'node:path'
import { expect, test } from 'vitest'

import { ruleSetWith } from '#engine/rules'
import type { SourceEvent } from '#shared/protocol/host'
import { sharedTestFolder } from '#testing/test-folder'

import { MergeHost } from './merge-host'

const RULES = ruleSetWith([])
const folder = sharedTestFolder()

test('where nothing can be written it says so, and further wishes do no harm', async () => {
  const told: SourceEvent[] = []
  const path = join(folder, 'nowhere', 'merged')
  const host = new MergeHost(path, [], 'time', RULES, (event) => told.push(event))
  await host.setRules(RULES)
  await host.change('sequence', [])
  expect(told).toEqual([{ kind: 'failed', detail: expect.stringContaining(path) as string }])
})
