import { CATEGORIES, type Category } from '#shared/category'
import { LEVELS } from '#shared/level'
import { MAX_PROGRAM_LENGTH, MAX_PROGRAMS, type RecordCounts } from '#shared/protocol/document'
import { programOf } from '#shared/program'

import { countsOf } from '../counts'
import type { Kind } from '../index/kind-table'

/**
 * Records by category, level and program.
 *
 * @param totals how many there are of each kind, at its number
 * @param programs those that are counted; by default the most frequent ones
 */
export function recordCounts(
  kinds: readonly Kind[],
  totals: readonly number[],
  categoryOf: (kind: number) => Category,
  programs?: readonly string[],
): RecordCounts {
  const categories = countsOf(CATEGORIES)
  const levels = { ...countsOf(LEVELS), none: 0 }
  const byProgram = new Map<string, number>()
  kinds.forEach(({ level, component }, kind) => {
    const total = totals[kind] ?? 0
    categories[categoryOf(kind)] += total
    levels[level ?? 'none'] += total
    const program = programOf(component)
    if (total > 0) byProgram.set(program, (byProgram.get(program) ?? 0) + total)
  })
  const counted = programs ?? mostFrequent(byProgram)
  return {
    categories,
    levels,
    programs: counted.map((program) => ({ program, count: byProgram.get(program) ?? 0 })),
  }
}

function mostFrequent(byProgram: ReadonlyMap<string, number>): string[] {
  return [...byProgram]
    .filter(([program]) => program.length <= MAX_PROGRAM_LENGTH)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_PROGRAMS)
    .map(([program]) => program)
}
