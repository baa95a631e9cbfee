import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'

import type { Language } from '#shared/language'
import type { RecordDetail } from '#shared/record'
import type { ExplainedRule, Versions } from '#shared/rules/rule'

import { initTexts } from '../text/testing/texts'
import { printedBy } from './printed-by'

beforeAll(initTexts)

test.each<[Language, Versions | undefined, string[], string]>([
  ['en', undefined, [], ''],
  ['en', { livekit: { from: 'v1.2.0' } }, [], 'Printed by livekit-server v1.2.0 and later.'],
  [
    'en',
    { livekit: { from: 'v1.2.0', to: 'v1.4.3' }, sip: { from: 'v0.1.0', to: 'v0.1.0' } },
    [],
    'Printed by livekit-server v1.2.0 to v1.4.3. Printed by livekit-sip v0.1.0 only.',
  ],
  [
    'en',
    undefined,
    ['room', 'pID'],
    'The field pID was called so until v1.10.0: this server is older.',
  ],
  [
    'ru',
    { ingress: { from: 'v1.2.0' }, egress: { from: 'v1.0.0', to: 'v1.1.1' } },
    ['pID'],
    'Так пишет livekit-ingress, начиная с v1.2.0. Так писал livekit-egress с v1.0.0 по v1.1.1. ' +
      'Поле называлось pID до v1.10.0: этот сервер старше.',
  ],
])('%s, %j, with the fields %j', (language, versions, fields, expected) => {
  const record = { component: 'livekit.room', tree: fields.map((name) => ({ name })) }
  const rule = { versions } as ExplainedRule
  const t = i18next.getFixedT(language)
  expect(printedBy(rule, record as unknown as RecordDetail, t)).toBe(expected)
})

test('pID in the record of another program says nothing', () => {
  const record = { component: 'traefik', tree: [{ name: 'pID' }] } as unknown as RecordDetail
  expect(printedBy({} as ExplainedRule, record, i18next.getFixedT('en'))).toBe('')
})
