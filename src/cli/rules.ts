import { readFile, stat } from 'node:fs/promises'

import { harmless } from '#shared/acting-characters'
import { BUILTIN_PACKS } from '#shared/rules/builtin'
import { explainedPack } from '#shared/rules/explain'
import { lineOf, readPack } from '#shared/rules/pack-text'
import { failureOf } from '#sources/open-failure'

import { Failure, openFailure } from './failure'
import { print } from './output'
import { ownPacks, type RulesOptions } from './own-rules'

/** As large as a pack may be. */
const MAX_PACK_BYTES = 16 * 1024 * 1024

interface ListOptions extends RulesOptions {
  readonly json?: boolean
}

/** `logsieve rules list`: in the order in which they are asked. */
export async function listRules({ json, ...options }: ListOptions): Promise<void> {
  const builtin = await Promise.all(BUILTIN_PACKS.map(explainedPack))
  const packs = [...(await ownPacks(options)), ...builtin]
  if (json) {
    const rules = packs.flatMap(({ pack, rules }) => rules.map((rule) => ({ pack, ...rule })))
    await print([JSON.stringify(rules, null, 2)])
    return
  }
  await print(
    packs.flatMap(({ rules }) =>
      rules.map(
        ({ id, category, meaning }) => `${category.padEnd(8)}  ${id.padEnd(48)}  ${meaning.en}`,
      ),
    ),
  )
}

/** `logsieve rules check FILE`: says how many rules a pack has, or every mistake in it. */
export async function checkRules(path: string): Promise<void> {
  let yaml: string
  try {
    if ((await stat(path)).size > MAX_PACK_BYTES) throw new Failure(`${path}: larger than 16 MiB`)
    yaml = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Failure) throw error
    const { code, detail } = failureOf(error)
    throw openFailure(path, code, detail)
  }
  const result = readPack(yaml)
  if (result.ok) {
    await print([
      `${path}: pack "${result.pack.pack}", ${result.pack.rules.length} rules, no mistakes`,
    ])
    return
  }
  const { mistakes } = result
  await print(mistakes.map((mistake) => harmless(lineOf(path, mistake))))
  throw new Failure(`${path}: ${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}`)
}
