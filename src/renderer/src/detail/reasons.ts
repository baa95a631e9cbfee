import type { FieldCondition, Matcher } from '#shared/rules/rule'
import type { Field, RecordDetail } from '#shared/record'

/** One part of why a rule took a record: a text to say it with, and what to fill in. */
export interface Reason {
  readonly says:
    | 'exact'
    | 'prefix'
    | 'pattern'
    | 'bare'
    | 'components'
    | 'levels'
    | 'fieldEquals'
    | 'fieldContains'
    | 'fieldPrefix'
    | 'fieldPattern'
    | 'fieldExists'
    | 'fieldMissing'
  /** The name of the field. */
  readonly name: string
  /** Any of these; quoted where they are texts. */
  readonly values: readonly string[]
}

type Known = Pick<RecordDetail, 'message' | 'component' | 'level' | 'tree'>

/** More alternatives than this explain nothing. */
const MAX_VALUES = 3

function reason(says: Reason['says'], values: readonly string[] = [], name = ''): Reason {
  return { says, name, values: values.slice(0, MAX_VALUES) }
}

/** Of many alternatives the one that this record met, or all where that cannot be told. */
function met(values: readonly string[], isMet: (value: string) => boolean): readonly string[] {
  const found = values.find(isMet)
  return found === undefined ? values : [found]
}

function textReasons({ text, bare }: Matcher, { message }: Known): readonly Reason[] {
  const first = bare ? [reason('bare')] : []
  switch (text.kind) {
    case 'exact':
      return [
        reason(
          'exact',
          met(text.texts, (one) => one === message),
        ),
        ...first,
      ]
    case 'prefix':
      return [
        reason(
          'prefix',
          met(text.texts, (one) => message.startsWith(one)),
        ),
        ...first,
      ]
    case 'pattern':
      return [reason('pattern', [text.pattern]), ...first]
    case 'any':
      return first
  }
}

function valueOf(tree: readonly Field[], name: string): string {
  const value = tree.find((field) => field.name === name)?.value
  return value && 'value' in value ? value.value : ''
}

function fieldReasons(name: string, condition: FieldCondition, actual: string): readonly Reason[] {
  const { equals, contains, prefix, pattern, exists } = condition
  return [
    ...(equals
      ? [
          reason(
            'fieldEquals',
            met(equals, (one) => one === actual),
            name,
          ),
        ]
      : []),
    ...(contains
      ? [
          reason(
            'fieldContains',
            met(contains, (one) => actual.includes(one)),
            name,
          ),
        ]
      : []),
    ...(prefix
      ? [
          reason(
            'fieldPrefix',
            met(prefix, (one) => actual.startsWith(one)),
            name,
          ),
        ]
      : []),
    ...(pattern === undefined ? [] : [reason('fieldPattern', [pattern], name)]),
    ...(exists === undefined ? [] : [reason(exists ? 'fieldExists' : 'fieldMissing', [], name)]),
  ]
}

/** Why a rule recognised this record, in the order in which a person would tell it. */
export function reasonsOf(match: Matcher, record: Known): readonly Reason[] {
  const { components, levels } = match
  return [
    ...textReasons(match, record),
    ...(components.length > 0
      ? [
          reason(
            'components',
            met(components, (one) => one === record.component),
          ),
        ]
      : []),
    ...(levels.length > 0
      ? [
          reason(
            'levels',
            met(levels, (one) => one === record.level),
          ),
        ]
      : []),
    ...Object.entries(match.fields).flatMap(([name, condition]) =>
      fieldReasons(name, condition, valueOf(record.tree, name)),
    ),
  ]
}
