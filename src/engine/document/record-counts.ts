import { CATEGORIES, type Category } from '#shared/category'
import { LEVELS } from '#shared/level'
import { MAX_ID_LENGTH, MAX_SOURCES } from '#shared/merged-sources'
import { MAX_PROGRAM_LENGTH, MAX_PROGRAMS, type RecordCounts } from '#shared/protocol/document'
import { programOf } from '#shared/program'

import { countsOf } from '../counts'
import type { Kind } from '../index/kind-table'

/**
 * Records by category, level, program and source.
 *
 * @param totals how many there are of each kind, at its number
 * @param like counts the same programs and sources; by default the most frequent ones are counted
 */
export function recordCounts(
  kinds: readonly Kind[],
  totals: readonly number[],
  categoryOf: (kind: number) => Category,
  like?: RecordCounts,
): RecordCounts {
  const categories = countsOf(CATEGORIES)
  const levels = { ...countsOf(LEVELS), none: 0 }
  const byProgram = new Map<string, number>()
  const bySource = new Map<string, number>()
  kinds.forEach(({ level, component, source }, kind) => {
    const total = totals[kind] ?? 0
    categories[categoryOf(kind)] += total
    levels[level ?? 'none'] += total
    if (total === 0) return
    add(byProgram, programOf(component), total)
    if (source !== null) add(bySource, source, total)
  })
  const programs =
    like?.programs.map(({ program }) => program) ??
    mostFrequent(byProgram, MAX_PROGRAMS, MAX_PROGRAM_LENGTH)
  const sources =
    like?.sources.map(({ source }) => source) ?? mostFrequent(bySource, MAX_SOURCES, MAX_ID_LENGTH)
  return {
    categories,
    levels,
    programs: programs.map((program) => ({ program, count: byProgram.get(program) ?? 0 })),
    sources: sources.map((source) => ({ source, count: bySource.get(source) ?? 0 })),
  }
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count)
}

function mostFrequent(
  counts: ReadonlyMap<string, number>,
  most: number,
  maxLength: number,
): string[] {
  return [...counts]
    .filter(([name]) => name.length <= maxLength)
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([name]) => name)
}
