import { CATEGORIES, type Category } from '#shared/category'
import { LEVELS } from '#shared/level'
import { type DocumentStatus, MAX_PROGRAM_LENGTH, MAX_PROGRAMS } from '#shared/protocol/document'
import { programOf } from '#shared/program'

import { countsOf } from '../counts'
import type { Catalogue } from '../index/catalogue'

/** How many records there are, of each category, level and program. */
export type Statistics = Pick<
  DocumentStatus,
  'records' | 'lastTime' | 'categories' | 'levels' | 'programs'
>

export function statisticsOf(
  { index, kinds, totals }: Catalogue,
  categoryOf: (kind: number) => Category,
): Statistics {
  const categories = countsOf(CATEGORIES)
  const levels = { ...countsOf(LEVELS), none: 0 }
  const programs = new Map<string, number>()
  kinds.kinds.forEach(({ level, component }, kind) => {
    const total = totals[kind] ?? 0
    categories[categoryOf(kind)] += total
    levels[level ?? 'none'] += total
    const program = programOf(component)
    if (total > 0) programs.set(program, (programs.get(program) ?? 0) + total)
  })
  return {
    records: index.count,
    lastTime: index.count === 0 ? null : index.timeOf(index.count - 1),
    categories,
    levels,
    programs: mostFrequent(programs),
  }
}

function mostFrequent(programs: ReadonlyMap<string, number>): DocumentStatus['programs'] {
  return [...programs]
    .filter(([program]) => program.length <= MAX_PROGRAM_LENGTH)
    .map(([program, count]) => ({ program, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_PROGRAMS)
}
