import { expect, test } from 'vitest'

import type { SshAsker } from './ssh-command'
import { untilRefused } from './until-refused'

test('after a refusal every further run of ssh is ended before it asks', () => {
  const refuse: (() => void)[] = []
  const asker: SshAsker = {
    begin: (_host, cancel) => {
      refuse.push(cancel)
      return { environment: {}, end: () => undefined }
    },
  }
  const ended: string[] = []
  const wary = untilRefused(asker)
  wary.begin('host', () => ended.push('first'))
  wary.begin('host', () => ended.push('second'))
  expect(ended).toEqual([])
  refuse[1]?.()
  wary.begin('host', () => ended.push('third'))
  expect(ended).toEqual(['second', 'third'])
})
