import { RULE_CATEGORIES, type RuleCategory } from '#shared/category'
import { LEVELS, type Level } from '#shared/level'
import type { RuleSource } from '#shared/rules/edit-pack'

export const TEXT_KINDS = ['message', 'prefix', 'pattern', 'any'] as const
export type TextKind = (typeof TEXT_KINDS)[number]

export const CONDITIONS = ['equals', 'contains', 'prefix', 'pattern', 'exists', 'missing'] as const
export type Condition = (typeof CONDITIONS)[number]

export interface FieldLine {
  /** Its own as long as the form is open. */
  readonly key: number
  readonly name: string
  readonly condition: Condition
  readonly value: string
}

/** A rule as the form shows it. */
export interface RuleForm {
  readonly id: string
  readonly textKind: TextKind
  readonly text: string
  readonly component: string
  readonly levels: readonly Level[]
  readonly fields: readonly FieldLine[]
  readonly category: RuleCategory | null
  readonly meaning: string
  readonly action: string
}

let lastKey = 0

export function fieldLine(name = '', condition: Condition = 'equals', value = ''): FieldLine {
  return { key: ++lastKey, name, condition, value }
}

/** The rule that a form says, as it is written in a pack. */
export function sourceOf(form: RuleForm): RuleSource {
  const { textKind, text, component, levels, fields, category, meaning, action } = form
  const conditions = fields.filter(({ name }) => name.trim() !== '')
  const match = {
    ...(component.trim() === '' ? {} : { component: component.trim() }),
    ...(levels.length === 0 ? {} : { level: levels.length === 1 ? levels[0] : [...levels] }),
    ...(textKind === 'any' ? {} : { [textKind]: text }),
    ...(conditions.length === 0
      ? {}
      : { fields: Object.fromEntries(conditions.map((line) => [line.name.trim(), ask(line)])) }),
  }
  return {
    id: form.id.trim(),
    match,
    category: category ?? '',
    meaning: meaning.trim(),
    ...(action.trim() === '' ? {} : { action: action.trim() }),
  }
}

function ask({ condition, value }: FieldLine): unknown {
  switch (condition) {
    case 'equals':
      return value
    case 'exists':
      return { exists: true }
    case 'missing':
      return { exists: false }
    case 'contains':
    case 'prefix':
    case 'pattern':
      return { [condition]: value }
  }
}

/** The form of a rule that was written by hand; null where it says more than the form can show. */
export function formOf(source: RuleSource): RuleForm | null {
  const { id = '', match, category, meaning = '', action = '', ...others } = source
  if (Object.keys(others).length > 0 || !isMap(match)) return null
  const { component = '', level = [], fields = {}, ...text } = match
  const [textKind = 'any', ...moreTexts] = Object.keys(text)
  const levels = typeof level === 'string' ? [level] : level
  const lines = isMap(fields) ? Object.entries(fields).map(lineOf) : []
  const value = text[textKind] ?? ''
  if (
    moreTexts.length > 0 ||
    !isOneOf(TEXT_KINDS, textKind) ||
    !isText(value) ||
    !isText(component) ||
    !Array.isArray(levels) ||
    !levels.every((each) => isOneOf(LEVELS, each)) ||
    !isMap(fields) ||
    !lines.every((line) => line !== null) ||
    ![id, meaning, action].every(isText)
  ) {
    return null
  }
  return {
    id: String(id),
    textKind,
    text: value,
    component,
    levels,
    fields: lines,
    category: isOneOf(RULE_CATEGORIES, category) ? category : null,
    meaning: String(meaning),
    action: String(action),
  }
}

function lineOf([name, asked]: [string, unknown]): FieldLine | null {
  if (isText(asked) || typeof asked === 'number' || typeof asked === 'boolean') {
    return fieldLine(name, 'equals', String(asked))
  }
  const [pair, ...more] = isMap(asked) ? Object.entries(asked) : []
  if (!pair || more.length > 0) return null
  const [condition, value] = pair
  if (condition === 'exists') return fieldLine(name, value === false ? 'missing' : 'exists')
  const isKnown = condition === 'contains' || condition === 'prefix' || condition === 'pattern'
  return isKnown && isText(value) ? fieldLine(name, condition, value) : null
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isOneOf<T extends string>(known: readonly T[], value: unknown): value is T {
  return (known as readonly unknown[]).includes(value)
}
