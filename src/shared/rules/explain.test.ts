import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

import { BUILTIN_PACKS } from './builtin'
import { explained, explainedPack } from './explain'
import { parseBuiltinPack, parsePack } from './parse-pack'

const folder = new URL('packs/', import.meta.url)
const order = parse(readFileSync(new URL('order.yaml', folder), 'utf8')) as string[]

function wholePack(name: string) {
  const result = parseBuiltinPack(parse(readFileSync(new URL(`${name}.yaml`, folder), 'utf8')))
  return result.ok ? result.pack : null
}

test('what the build took apart is whole again', async () => {
  const whole = await Promise.all(BUILTIN_PACKS.map(explainedPack))
  expect(JSON.parse(JSON.stringify(whole))).toEqual(
    JSON.parse(JSON.stringify(order.map(wholePack))),
  )
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
