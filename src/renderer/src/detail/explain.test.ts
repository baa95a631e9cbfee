import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'

import type { Profile } from '#shared/feature'
import type { Language } from '#shared/language'
import type { RecordDetail } from '#shared/record'
import type { ExplainedRule } from '#shared/rules/rule'

import { initTexts } from '../text/testing/texts'
import { explain } from './explain'

const NOTHING = { en: '', ru: '' }

const RULE: ExplainedRule = {
  id: 'ingress.handshake-failed',
  category: 'noise',
  match: {
    components: ['ingress'],
    levels: [],
    text: { kind: 'exact', texts: ['Failed to handshake'] },
    bare: false,
    fields: {},
  },
  meaning: NOTHING,
  action: NOTHING,
  command: null,
  evidence: [],
  proves: null,
  when: [
    {
      uses: ['rtmp', 'whip'],
      verdict: { category: 'client', meaning: NOTHING, action: NOTHING, command: null },
    },
  ],
}

const RECORD = { message: 'Failed to handshake', component: 'ingress', level: 'warn', tree: [] }

function sentence(language: Language, profile: Profile, rule = RULE): string {
  const t = i18next.getFixedT(language)
  return explain(rule, RECORD as unknown as RecordDetail, profile, t, language)
}

beforeAll(initTexts)

describe('why a record is in its category', () => {
  test.each<[Language, Profile, string]>([
    [
      'en',
      [],
      'The message is exactly “Failed to handshake”, written by ingress; nobody here uses RTMP or WHIP, so it is noise.',
    ],
    [
      'en',
      ['whip', 'sip'],
      'The message is exactly “Failed to handshake”, written by ingress; you use WHIP, so it is one client’s trouble.',
    ],
    [
      'ru',
      [],
      'Текст сообщения в точности «Failed to handshake», источник — ingress; RTMP или WHIP у вас не используется, значит, это шум.',
    ],
    [
      'ru',
      ['rtmp'],
      'Текст сообщения в точности «Failed to handshake», источник — ingress; вы используете RTMP, значит, это трудности одного клиента.',
    ],
  ])('%s, using %j', (language, profile, expected) => {
    expect(sentence(language, profile)).toBe(expected)
  })

  test('what stands in a rule is not taken for a text of ours', () => {
    const text = '$t(app.name) {{verdict}} $& <b>'
    const rule: ExplainedRule = {
      ...RULE,
      when: [],
      match: { ...RULE.match, text: { kind: 'exact', texts: [text] } },
    }
    expect(sentence('en', [], rule)).toBe(
      `The message is exactly “${text}”, written by ingress, so it is noise.`,
    )
  })
})
