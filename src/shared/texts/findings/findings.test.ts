import { expect, test } from 'vitest'

import type { Facts, Finding } from '../../finding'
import { LANGUAGES } from '../../language'
import { findingText } from './index'

const AT = Date.UTC(2026, 10, 20, 14, 0, 0)

/** Facts of every kind, and of every turn that its text takes. */
const ALL: readonly Facts[] = [
  ...(['last-line', 'signal', 'nothing'] as const).flatMap((end) =>
    [null, AT].map((runningSince) => ({
      kind: 'restart-loop' as const,
      program: end === 'signal' ? null : 'livekit',
      times: 21,
      averageSeconds: runningSince,
      end,
      message: end === 'last-line' ? 'unable to connect' : null,
      runningSince,
    })),
  ),
  ...(['panic', 'killed', 'fault'] as const).map((end) => ({
    kind: 'crash' as const,
    program: end === 'fault' ? null : 'livekit',
    end,
    message: 'panic: x',
    rooms: end === 'panic' ? ['a', 'b', 'c', 'd'] : [],
    participants: 5,
    egresses: end === 'panic' ? ['EG_1'] : [],
    ingresses: end === 'panic' ? ['IN_1'] : [],
    isPart: end === 'panic',
    backAt: end === 'panic' ? AT + 5000 : null,
  })),
  ...(['everyone', 'some', 'one'] as const).flatMap((who) =>
    [0, 1, 7].map((networks) => ({
      kind: 'no-connection' as const,
      who,
      failures: 22,
      participants: who === 'one' ? 1 : 12,
      connected: networks,
      networks,
      offered: networks === 0 ? [] : ['10.0.0.1'],
      offersOnlyPrivate: networks === 1,
    })),
  ),
  ...(['redis', 'egress-updates', 'sip-room', 'agents', 'webhooks'] as const).map((of) => ({
    kind: 'outage' as const,
    of,
    programs: of === 'redis' ? ['livekit', 'ingress'] : [],
    complaints: 3,
    lastComplaint: of === 'redis' ? AT + 60_000 : AT,
    backAt: of === 'agents' ? null : AT + 65_000,
  })),
  { kind: 'mass-loss', lost: 5, connected: 9, seconds: 12 },
  { kind: 'certificate-refused', refusals: 3, addresses: 1 },
  { kind: 'certificate-refused', refusals: 3, addresses: 4 },
  { kind: 'clock-jump', program: 'livekit', direction: 'back', jumps: 1, seconds: 3600 },
  { kind: 'clock-jump', program: null, direction: 'back', jumps: 7, seconds: 90_061 },
  { kind: 'clock-jump', program: null, direction: 'forward', jumps: 2, seconds: 900 },
  { kind: 'packet-loss', losses: 4 },
  { kind: 'identity-fight', identity: 'anna', room: null, times: 3 },
  { kind: 'identity-fight', identity: 'anna', room: 'algebra', times: 3 },
  { kind: 'unknown-key', key: 'aRiB…', attempts: 6, isAtLeast: true },
  { kind: 'key-guessing', attempts: 309, keys: 22, areAtLeast: true, examples: [] },
  { kind: 'key-guessing', attempts: 309, keys: 22, areAtLeast: false, examples: ['api'] },
  {
    kind: 'scanner',
    address: '192.0.2.9',
    isPrivate: true,
    attempts: 12,
    isAtLeast: false,
    targets: 0,
    examples: [],
    programs: [],
  },
  {
    kind: 'scanner',
    address: '192.0.2.9',
    isPrivate: false,
    attempts: 12,
    isAtLeast: true,
    targets: 4,
    examples: ['/a', '/b'],
    programs: ['caddy'],
  },
]

const findingWith = (facts: Facts): Finding => ({
  id: 'x:1',
  category: 'problem',
  records: 3,
  firstRecord: 0,
  firstTime: AT,
  lastTime: AT,
  facts,
})

test.each(LANGUAGES)('every text in %s is whole sentences without gaps', (language) => {
  const texts = ALL.flatMap((facts) => {
    const { title, explanation, action } = findingText(findingWith(facts), language)
    return [title, explanation, action]
  })
  const wrong = texts.filter(
    (text) =>
      /undefined|null|NaN|false| {2}|^\s|\s$|\s[.,;:]|[.,;]{2}|\(\)/.test(text) ||
      (text.match(/`/g)?.length ?? 0) % 2 !== 0,
  )
  expect(wrong).toEqual([])
  const sentences = ALL.flatMap((facts) => {
    const { explanation, action } = findingText(findingWith(facts), language)
    return [explanation, action]
  })
  expect(sentences.filter((text) => !/^[\p{Lu}\d`].*\.$/su.test(text))).toEqual([])
})

test('numbers, times and names as each language writes them', () => {
  const facts: Facts = {
    kind: 'crash',
    program: 'livekit',
    end: 'panic',
    message: 'panic: `x`\n\u00a0y',
    rooms: ['a', 'b', 'c', 'd', 'e'],
    participants: 22,
    egresses: [],
    ingresses: [],
    isPart: false,
    backAt: AT + 3_723_000,
  }
  const [en, ru] = LANGUAGES.map((language) => findingText(findingWith(facts), language))
  expect(en?.explanation).toBe(
    'It ended with “panic: x y”. Open at that moment, as far as the log tells: 5 rooms (“a”, “b”, “c”, 2 more) with 22 participants. It was up again after 1 h 2 min, at 2026-11-20 15:02:03 UTC.',
  )
  expect(ru?.explanation).toBe(
    'Конец: «panic: x y». Судя по логу, в этот момент было открыто: 5 комнат («a», «b», «c», ещё 2), в них 22 участника. Снова работает через 1 ч 2 мин, с 2026-11-20 15:02:03 UTC.',
  )
})
