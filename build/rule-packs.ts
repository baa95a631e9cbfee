import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Plugin } from 'vite'
import { parse } from 'yaml'

import { parseBuiltinPack } from '../src/shared/rules/parse-pack'
import type { ExplainedRule, RulePack } from '../src/shared/rules/rule'
import { partsOf } from '../src/shared/rules/rule-parts'

/** What src/shared/rules imports: what reading a log needs of the packs, and what people read. */
const PACKS = 'virtual:rule-packs'
const TEXTS = 'virtual:rule-texts'

const FOLDER = 'src/shared/rules/packs'
const ORDER = 'order.yaml'

/**
 * Rule packs become modules at build time: a mistake in one fails the build, and the app neither
 * parses YAML nor checks a schema for its own packs at start. The texts are a module of their own,
 * so that a start does not load them.
 */
export function rulePacks(): Plugin {
  let folder = ''
  return {
    name: 'logsieve:rule-packs',
    configResolved({ root }) {
      folder = join(root, FOLDER)
    },
    resolveId: (id) => (id === PACKS || id === TEXTS ? `\0${id}` : null),
    load(id) {
      if (id !== `\0${PACKS}` && id !== `\0${TEXTS}`) return null
      const packs = readPacks(folder, (file) => this.addWatchFile(file))
      const code =
        id === `\0${PACKS}`
          ? `export const PACKS = ${parsed(packs.map(withoutTexts))}`
          : `export const TEXTS = ${parsed(textsOf(packs))}`
      return { code, map: null }
    },
  }
}

/** JSON.parse of a literal starts faster than the same data as an object literal. */
function parsed(data: unknown): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(data))})`
}

type WholePack = RulePack<ExplainedRule>

function withoutTexts(pack: WholePack): RulePack {
  return { ...pack, rules: pack.rules.map((rule) => partsOf(rule).rule) }
}

function textsOf(packs: readonly WholePack[]) {
  const rules = packs.flatMap((pack) => pack.rules)
  return Object.fromEntries(rules.map((rule) => [rule.id, partsOf(rule).texts]))
}

function readPacks(folder: string, watch: (file: string) => void): readonly WholePack[] {
  const order = join(folder, ORDER)
  watch(order)
  const names = parse(readFileSync(order, 'utf8')) as readonly string[]
  const files = names.map((name) => `${name}.yaml`)
  const forgotten = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.yaml') && file !== ORDER && !files.includes(file))
  if (forgotten.length > 0) throw new Error(`${order}: ${forgotten.join(', ')} is not in it`)
  return files.map((name) => {
    const file = join(folder, name)
    watch(file)
    const result = parseBuiltinPack(parse(readFileSync(file, 'utf8')))
    if (result.ok) return result.pack
    const mistakes = result.mistakes.map(({ place, message }) => `${place}: ${message.en}`)
    throw new Error(`${file}\n  ${mistakes.join('\n  ')}`)
  })
}
