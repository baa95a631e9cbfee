import { type Category, importanceOf } from '#shared/category'
import type { Profile } from '#shared/feature'
import { LEVELS, type Level } from '#shared/level'
import type { TriageRow } from '#shared/protocol/document'
import type { RuleSet } from '#shared/rules/compile'
import { explained } from '#shared/rules/explain'
import { VARIABLE_TEXT } from '#shared/template'

import { type KindOccurrence, merged } from './index/kind-stats'
import type { KindTable } from './index/kind-table'

interface Group {
  occurrence: KindOccurrence
  /** Of its first record. */
  kind: number
  level: Level | null
}

/**
 * The kinds of messages of a log, the most important first: by category, then by the worst level,
 * then by how often they occur, then by which came first.
 *
 * @param occurrenceOf what is known of a kind, undefined where it does not occur
 */
export async function triage(
  kinds: KindTable,
  rules: RuleSet,
  profile: Profile,
  occurrenceOf: (kind: number) => KindOccurrence | undefined,
): Promise<readonly TriageRow[]> {
  const groups = new Map<string, Group>()
  kinds.kinds.forEach(({ level }, kind) => {
    const occurrence = occurrenceOf(kind)
    if (!occurrence) return
    const group = kinds.groupOf(kind)
    const known = groups.get(group)
    if (known) {
      if (occurrence.firstRecord < known.occurrence.firstRecord) known.kind = kind
      known.occurrence = merged(known.occurrence, occurrence)
      if (urgency(level) > urgency(known.level)) known.level = level
    } else groups.set(group, { occurrence, kind, level })
  })
  const rows = [...groups.entries()].map(
    async ([group, { occurrence, kind, level }]): Promise<TriageRow> => {
      const { rule: number = -1, message = '', component = null } = kinds.kinds[kind] ?? {}
      const category: Category = kinds.categoryOf(kind, profile)
      const template = kinds.templateOf(kind)
      const rule = rules.rules[number]
      return {
        group,
        category,
        rule: rule ? await explained(rule) : null,
        message: template?.join(VARIABLE_TEXT) ?? message,
        template,
        example: null,
        component,
        level,
        ...occurrence,
      }
    },
  )
  return (await Promise.all(rows)).sort(
    (a, b) =>
      importanceOf(a.category) - importanceOf(b.category) ||
      urgency(b.level) - urgency(a.level) ||
      b.count - a.count ||
      a.firstRecord - b.firstRecord,
  )
}

function urgency(level: Level | null): number {
  return level === null ? -1 : LEVELS.indexOf(level)
}
