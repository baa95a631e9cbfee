import { expect, test } from 'vitest'

import type { Profile } from '../feature'
import type { ExplainedRule, Verdict } from './rule'
import { verdictOf } from './verdict'

function verdict(category: Verdict['category']): Verdict {
  return {
    category,
    meaning: { en: category, ru: category },
    action: { en: '', ru: '' },
    command: null,
  }
}

const rule: ExplainedRule = {
  id: 'test.rule',
  ...verdict('noise'),
  match: {
    components: [],
    levels: [],
    text: { kind: 'exact', texts: ['m'] },
    bare: false,
    fields: {},
  },
  evidence: [],
  proves: null,
  when: [
    { uses: ['rtmp', 'whip'], verdict: verdict('client') },
    { uses: ['rtmp', 'sip'], verdict: verdict('problem') },
  ],
}

test.each<[Profile, string, Profile]>([
  [[], 'noise', []],
  [['turn'], 'noise', []],
  [['whip'], 'client', ['whip']],
  [['rtmp', 'whip', 'turn'], 'client', ['rtmp', 'whip']],
  // The first that applies wins.
  [['rtmp'], 'client', ['rtmp']],
  [['sip', 'turn'], 'problem', ['sip']],
])('with %j: %s', (uses, category, because) => {
  const said = verdictOf(rule, uses)
  expect([said.verdict.category, said.because]).toEqual([category, because])
})
