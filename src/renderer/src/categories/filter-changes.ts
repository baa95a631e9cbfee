import { CATEGORIES, type Category } from '#shared/category'
import { type Filter, SHOW_ALL } from '#shared/filter'
import type { Level } from '#shared/level'
import type { Milliseconds } from '#shared/record'
import { type TimeRange, wholeSecond } from '#shared/time-range'

function toggled<T>(list: readonly T[], item: T): readonly T[] {
  return list.includes(item) ? list.filter((other) => other !== item) : [...list, item]
}

export function toggleCategory(filter: Filter, category: Category): Filter {
  return { ...filter, hiddenCategories: toggled(filter.hiddenCategories, category) }
}

export function toggleLevel(filter: Filter, level: Level | 'none'): Filter {
  return { ...filter, hiddenLevels: toggled(filter.hiddenLevels, level) }
}

export function toggleProgram(filter: Filter, program: string): Filter {
  return { ...filter, hiddenPrograms: toggled(filter.hiddenPrograms, program) }
}

export function toggleSource(filter: Filter, source: string): Filter {
  return { ...filter, hiddenSources: toggled(filter.hiddenSources, source) }
}

export function isOnly(filter: Filter, category: Category): boolean {
  return (
    filter.hiddenCategories.length === CATEGORIES.length - 1 &&
    !filter.hiddenCategories.includes(category)
  )
}

/** Shows one category alone; all again where it is alone already. */
export function onlyCategory(filter: Filter, category: Category): Filter {
  const hiddenCategories = isOnly(filter, category)
    ? []
    : CATEGORIES.filter((other) => other !== category)
  return { ...filter, hiddenCategories }
}

/** Shows one kind of message alone, also where its category, level, program or source was hidden: who asks for it wants it. */
export function showGroup(
  filter: Filter,
  group: { readonly id: string; readonly category: Category },
): Filter {
  return {
    hiddenCategories: filter.hiddenCategories.filter((other) => other !== group.category),
    hiddenLevels: [],
    hiddenPrograms: [],
    hiddenSources: [],
    group: group.id,
    finding: null,
    text: filter.text,
    time: filter.time,
  }
}

export function showTimes(filter: Filter, time: TimeRange | null): Filter {
  const isOpen = time === null || (time.from === null && time.until === null)
  return { ...filter, time: isOpen ? null : time }
}

/** Shows what is of this second or later; an end before that is given up. */
export function showFrom(filter: Filter, time: Milliseconds): Filter {
  const from = wholeSecond(time)
  const until = filter.time?.until ?? null
  return showTimes(filter, { from, until: until === null || until >= from ? until : null })
}

/** Shows what is of this second or earlier; a beginning after that is given up. */
export function showUntil(filter: Filter, time: Milliseconds): Filter {
  const until = wholeSecond(time)
  const from = filter.time?.from ?? null
  return showTimes(filter, { from: from === null || from <= until ? from : null, until })
}

export function clearGroup(filter: Filter): Filter {
  return { ...filter, group: null }
}

/** Shows the records that a finding rests on, all of them, whatever was hidden before. */
export function showFinding(finding: string): Filter {
  return { ...SHOW_ALL, finding }
}

/** Is anything hidden by this filter at all? */
export function hidesSomething(filter: Filter): boolean {
  const { hiddenCategories, hiddenLevels, hiddenPrograms, hiddenSources, ...others } = filter
  const lists = [hiddenCategories, hiddenLevels, hiddenPrograms, hiddenSources]
  return (
    lists.some((list) => list.length > 0) || Object.values(others).some((part) => part !== null)
  )
}
