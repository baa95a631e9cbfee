import type { ListedTemplate, TemplateList } from './message-rules'

/** A longer literal is cut, which finds it too. */
const LITERAL_BYTES = 16
const MAX_WORD_BYTES = 255

/** Half a character, which no bytes stand for. */
const SURROGATE = /\p{Surrogate}/u

/**
 * A list as kernel/words.ts reads it, or null where it cannot be told.
 *
 * @param set of fields that a record must not have
 * @param ask instead of a kind where a rule may know messages of a template
 */
export function listBytes(
  set: number,
  { literals, templates }: TemplateList,
  ask: number,
): Buffer | null {
  const told = templates.map((template) => templateBytes(template, ask))
  if (told.includes(null)) return null
  return Buffer.concat([
    words32(set, literals.length),
    ...literals.map(literalBytes),
    ...told.filter((bytes) => bytes !== null),
  ])
}

/** A literal as kernel/literals.ts reads it. */
export function literalBytes(literal: string): Buffer {
  const text = Buffer.from(literal).subarray(0, LITERAL_BYTES)
  return Buffer.concat([words32(text.length), text, Buffer.alloc(LITERAL_BYTES - text.length)])
}

function templateBytes({ words, mayBeKnown }: ListedTemplate, ask: number): Buffer | null {
  const parts = words.map(({ head, tail }) => [Buffer.from(head), Buffer.from(tail ?? '')] as const)
  if (words.some(({ head, tail }) => SURROGATE.test(head + (tail ?? '')))) return null
  if (parts.flat().some(({ length }) => length > MAX_WORD_BYTES)) return null
  const bytes = Buffer.concat(
    parts.flatMap(([head, tail], at) => {
      const isVariable = words[at]?.tail === null ? 0 : 1
      return [Buffer.of(isVariable, head.length, tail.length, 0), head, tail]
    }),
  )
  return Buffer.concat([words32(mayBeKnown ? ask : NONE, bytes.length), bytes])
}

const NONE = 0xffffffff

function words32(...numbers: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(numbers).buffer)
}
