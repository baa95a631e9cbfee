import { type Mistake, mistakeOf } from './mistakes'
import type { ExplainedRule, RulePack, Verdict } from './rule'
import { builtinPack, ownPack, type PackSource } from './schema'

export type ParsedPack =
  | { readonly ok: true; readonly pack: RulePack<ExplainedRule> }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

/** Checks what a YAML or JSON parser read from a pack of a user. Never throws. */
export function parsePack(source: unknown): ParsedPack {
  return parseWith(ownPack, source)
}

/** The same for a pack that comes with the viewer, which says everything in both languages. */
export function parseBuiltinPack(source: unknown): ParsedPack {
  return parseWith(builtinPack, source)
}

function parseWith(schema: typeof ownPack, source: unknown): ParsedPack {
  const result = schema.safeParse(source)
  if (!result.success) {
    return { ok: false, mistakes: result.error.issues.map((issue) => mistakeOf(issue, source)) }
  }
  const { pack, title = { en: pack, ru: pack }, rules } = result.data
  return { ok: true, pack: { pack, title, rules: rules.map(toRule) } }
}

function toRule(source: PackSource['rules'][number]): ExplainedRule {
  const { message, prefix, pattern } = source.match
  const verdict: Verdict = {
    category: source.category,
    meaning: source.meaning,
    action: source.action,
    command: source.command ?? null,
  }
  return {
    id: source.id,
    ...verdict,
    match: {
      components: source.match.component,
      levels: source.match.level,
      text: message
        ? { kind: 'exact', texts: message }
        : prefix
          ? { kind: 'prefix', texts: prefix }
          : pattern === undefined
            ? { kind: 'any' }
            : { kind: 'pattern', pattern },
      bare: source.match.bare,
      fields: source.match.fields,
    },
    evidence: source.evidence,
    ...(source.versions === undefined ? {} : { versions: source.versions }),
    proves: source.proves ?? null,
    when: source.when.map(({ uses, ...other }) => ({
      uses,
      verdict: {
        category: other.category ?? verdict.category,
        meaning: other.meaning ?? verdict.meaning,
        action: other.action ?? verdict.action,
        command: other.command ?? verdict.command,
      },
    })),
  }
}
