import type { Plugin } from 'vite'
import { parse } from 'yaml'

import { parseBuiltinPack } from '../src/shared/rules/parse-pack'

/**
 * Rule packs become modules at build time: a mistake in one fails the build, and the app neither
 * parses YAML nor checks a schema for its own packs at start.
 */
export function rulePacks(): Plugin {
  return {
    name: 'logsieve:rule-packs',
    transform(code, id) {
      if (!id.endsWith('.yaml')) return null
      const result = parseBuiltinPack(parse(code))
      if (!result.ok) {
        const mistakes = result.mistakes.map(({ place, message }) => `${place}: ${message.en}`)
        throw new Error(`${id}\n  ${mistakes.join('\n  ')}`)
      }
      // JSON.parse of a literal starts faster than the same data as an object literal.
      const literal = JSON.stringify(JSON.stringify(result.pack))
      return { code: `export default JSON.parse(${literal})`, map: null }
    },
  }
}
