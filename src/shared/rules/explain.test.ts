import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

import { BUILTIN_PACKS } from './builtin'
import { explained, explainedPack } from './explain'
import { parseBuiltinPack, parsePack } from './parse-pack'

test('what the build took apart is whole again', async () => {
  const yaml = readFileSync(new URL('packs/ingress/rtmp.yaml', import.meta.url), 'utf8')
  const whole = parseBuiltinPack(parse(yaml))
  const [first] = whole.ok ? whole.pack.rules : []
  const pack = BUILTIN_PACKS.find(({ rules }) => rules[0]?.id === first?.id)
  expect(pack && (await explainedPack(pack))).toEqual(whole.ok && whole.pack)
  expect(pack?.rules.some(({ when }) => when.length > 0)).toBe(true)
})

test('no text is read where only records are', () => {
  expect(JSON.stringify(BUILTIN_PACKS.map(({ rules }) => rules))).not.toMatch(
    /"(meaning|action|command|evidence|versions)":/,
  )
})

test('a rule of a user has its own texts, whatever its id', async () => {
  const id = 'livekit-server.single-node'
  const own = { id, match: { message: 'm' }, category: 'noise', meaning: 'Mine.' }
  const result = parsePack({ pack: 'mine', rules: [own] })
  const [rule] = result.ok ? result.pack.rules : []
  expect(rule && (await explained(rule))).toMatchObject({ meaning: { en: 'Mine.' } })
})

test('a rule that has no texts is told', async () => {
  const [rule] = BUILTIN_PACKS.flatMap(({ rules }) => rules)
  await expect(explained({ ...rule!, id: 'no.such' })).rejects.toThrow('no.such')
})
