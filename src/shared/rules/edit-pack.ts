import { isMap, isSeq, parseDocument, stringify, type YAMLSeq } from 'yaml'

import { SCHEMA_LINE } from './json-schema'
import { type PlacedMistake, readPack, readRule } from './pack-text'

/** Longer lines of text are folded. */
const LINE_WIDTH = 90

/** A rule as plain data, as it would be read from YAML. */
export type RuleSource = Readonly<Record<string, unknown>>

/** A rule as people write it in a list of a pack. */
export function ruleText(source: RuleSource): string {
  return stringify(source, { lineWidth: LINE_WIDTH })
}

export type EditResult =
  | {
      readonly ok: true
      readonly text: string
      readonly id: string
      /** There was a rule with this id. */
      readonly isReplaced: boolean
    }
  | {
      readonly ok: false
      readonly in: 'rule' | 'pack'
      readonly mistakes: readonly PlacedMistake[]
    }

/**
 * Puts a rule into the text of a pack: in place of the one with its id, or behind the others.
 *
 * @param text of the pack; null for one that is not there yet
 * @param name of a new pack
 */
export function putRule(text: string | null, rule: string, name: string): EditResult {
  const read = readRule(rule)
  if (!read.ok) return { ok: false, in: 'rule', mistakes: read.mistakes }
  const id = read.pack.rules[0]?.id ?? ''
  const isNew = text === null || text.trim() === ''
  const known = isNew ? null : readPack(text)
  if (known?.ok === false) return { ok: false, in: 'pack', mistakes: known.mistakes }
  const before = isNew ? `${SCHEMA_LINE}\npack: ${name}\nrules: []\n` : text
  const pack = parseDocument(before)
  const rules = pack.get('rules')
  if (!isSeq(rules)) throw new Error('a pack without rules has passed its check')
  const at = rules.items.findIndex((item) => isMap(item) && item.get('id') === id)
  const spliced = splice(before, rules, at, rule)
  if (spliced !== null && readPack(spliced).ok)
    return { ok: true, text: spliced, id, isReplaced: at >= 0 }
  // A list in brackets, say: written anew, with its comments.
  rules.flow = false
  rules.set(at < 0 ? rules.items.length : at, parseDocument(rule).contents)
  return { ok: true, text: pack.toString({ lineWidth: LINE_WIDTH }), id, isReplaced: at >= 0 }
}

/**
 * Changes only the lines of the rule: what people wrote stays as it is, byte for byte. Null where
 * the rules are no list of indented lines.
 *
 * @param at which of the rules it takes the place of; -1 for none
 */
function splice(text: string, rules: YAMLSeq, at: number, rule: string): string | null {
  const item = rules.items.at(at)
  if (rules.flow || !isMap(item) || !item.range) return null
  const [start, valueEnd] = item.range
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const indent = /^(?<indent> *)- +$/.exec(text.slice(lineStart, start))?.groups?.['indent']
  if (indent === undefined) return null
  const end = text.slice(0, valueEnd).trimEnd().length
  const lines = rule.trim().split('\n')
  const own = lines.map((line, number) =>
    number === 0 ? `${indent}- ${line}` : line === '' ? '' : `${indent}  ${line}`,
  )
  if (at >= 0) return text.slice(0, lineStart) + own.join('\n') + text.slice(end)
  const lineEnd = text.indexOf('\n', end)
  const behind = lineEnd < 0 ? text.length : lineEnd
  return `${text.slice(0, behind)}\n${own.join('\n')}${text.slice(behind) || '\n'}`
}
