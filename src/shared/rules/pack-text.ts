import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'

import { reasonOf } from '../reason-of'
import { mistakeTexts } from '../texts/mistakes'
import type { Mistake } from './mistakes'
import { type ParsedPack, parsePack } from './parse-pack'
import type { ExplainedRule, RulePack } from './rule'

/** Where in a file something is wrong, from 1. */
export interface PlacedMistake extends Mistake {
  readonly line: number
  readonly column: number
}

export type PackResult =
  | { readonly ok: true; readonly pack: RulePack<ExplainedRule> }
  | { readonly ok: false; readonly mistakes: readonly PlacedMistake[] }

/** Reads the text of a user's pack, with every mistake told. Never throws. */
export function readPack(yaml: string): PackResult {
  return read(yaml, (data) => parsePack(data), 0)
}

/** The same for the text of one rule, as it stands in the list of a pack. */
export function readRule(yaml: string): PackResult {
  return read(yaml, (rule) => parsePack({ pack: 'draft', rules: [rule] }), RULE_PATH.length)
}

/** Where `readRule` puts the rule. */
const RULE_PATH = ['rules', 0]

/** @param depth so many keys of a mistake's path lead to what was read */
function read(yaml: string, parse: (data: unknown) => ParsedPack, depth: number): PackResult {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  const placed = (offset: number, mistake: Mistake): PlacedMistake => {
    const { line, col } = lines.linePos(offset)
    return { ...mistake, line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(({ pos: [at], message }) => placed(at, notYaml(message)))
    return { ok: false, mistakes }
  }
  let data: unknown
  try {
    // Aliases could unfold a small file into gigabytes.
    data = document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    return { ok: false, mistakes: [placed(0, notYaml(reasonOf(error)))] }
  }
  const result = parse(data)
  if (result.ok) return result
  return {
    ok: false,
    mistakes: result.mistakes.map((mistake) => {
      const path = mistake.path.slice(depth)
      return placed(offsetOf(document, path), { ...mistake, path })
    }),
  }
}

/** One line of a list of mistakes, as compilers write them: `pack.yaml:12:5: rules[0] (a.b).id: …` */
export function lineOf(file: string, { line, column, place, message }: PlacedMistake): string {
  return `${file}:${line}:${column}: ${place}: ${message.en}`
}

function notYaml(reason: string): Mistake {
  return {
    path: [],
    place: 'YAML',
    message: { en: mistakeTexts.en.notYaml(reason), ru: mistakeTexts.ru.notYaml(reason) },
  }
}

/** Where the nearest thing begins that is there. */
function offsetOf(document: Document.Parsed, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const part = path.slice(0, length)
    const key = keyOffset(document, part)
    if (key !== null) return key
    const node = document.getIn(part, true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return document.contents?.range[0] ?? 0
}

/** Of a pair in a map, its key is what people look for. */
function keyOffset(document: Document.Parsed, path: readonly (string | number)[]): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isMap(parent)) return null
  const last = String(path.at(-1))
  const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === last)
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? null) : null
}
