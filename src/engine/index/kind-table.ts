import { type Category, UNKNOWN } from '#shared/category'
import type { Profile } from '#shared/feature'
import type { Level } from '#shared/level'
import { NO_RULE, type RuleNumber, type RuleSet } from '#shared/rules/compile'
import { verdictOf } from '#shared/rules/verdict'

import { shapeOf, VARIABLE } from '../templates/shape'
import { type ComponentShape, TemplateTable } from '../templates/template-table'

/** What records have in common, so that the index can hold one small number for each. */
export interface Kind {
  readonly rule: RuleNumber
  readonly level: Level | null
  readonly component: string | null
  /** Which of several merged logs its records are from, see NamedSource. */
  readonly source: string | null
  /** The message of a known rule's first record, or the shape of an unknown message. */
  readonly message: string
}

/** What another table begins with to give the same numbers to the same kinds. */
export interface KnownKinds {
  readonly kinds: readonly Kind[]
  /** All shapes, where no further ones are told apart. */
  readonly frozenShapes: readonly ComponentShape[] | null
}

/** The index gives a kind two bytes. */
const MAX_KINDS = 0xffff

const MAX_MESSAGE_LENGTH = 160

/** As much of a known message as a kind shows. */
export function shownMessage(message: string): string {
  return message.slice(0, MAX_MESSAGE_LENGTH)
}

const NOTHING_KNOWN: KnownKinds = { kinds: [], frozenShapes: null }

const RULE_GROUP = 'rule:'
const TEMPLATE_GROUP = 'text:'

/**
 * Interns the kinds of records. Category and feature use are looked up here by kind, so a change of
 * profile changes a small table and reads nothing again.
 */
export class KindTable {
  readonly #rules: RuleSet
  readonly #templates: TemplateTable
  readonly #kinds: Kind[] = []
  readonly #numbers = new Map<string, number>()
  #isMerged = false

  constructor(rules: RuleSet, maxShapes?: number) {
    this.#rules = rules
    this.#templates = new TemplateTable(maxShapes)
  }

  /**
   * For a part of a log, whose kinds go into the table of the whole. It tells all shapes apart, where
   * that one does not know already which ones it will.
   *
   * @param known of the whole
   */
  static ofPart(rules: RuleSet, { kinds, frozenShapes }: KnownKinds = NOTHING_KNOWN): KindTable {
    const table = new KindTable(rules, frozenShapes?.length ?? Number.POSITIVE_INFINITY)
    frozenShapes?.forEach(({ component, shape }) => table.#templates.add(component, shape))
    for (const kind of kinds) table.#add(kind)
    return table
  }

  get known(): KnownKinds {
    const { isFull } = this.#templates
    return {
      kinds: [...this.#kinds],
      frozenShapes: isFull ? [...this.#templates.componentShapes()] : null,
    }
  }

  /** No further kind can be told from the last. */
  get isFull(): boolean {
    return this.#kinds.length >= MAX_KINDS
  }

  get kinds(): readonly Kind[] {
    return this.#kinds
  }

  /** Whether some records are from one of several logs. */
  get isMerged(): boolean {
    return this.#isMerged
  }

  /** While it is the same, every kind is of the same group. */
  get groupsVersion(): number {
    return this.#templates.count
  }

  /** Whether the shape of every unknown message is that of its kind. */
  get areShapesExact(): boolean {
    return !this.#templates.isFull
  }

  /** Whether it holds so many shapes that it will soon tell no further ones apart. */
  get isFillingUp(): boolean {
    return this.#templates.isFillingUp
  }

  /** The templates of unknown messages, once they stay as they are. */
  get frozenTemplates(): TemplateTable | null {
    return this.#templates.isFull ? this.#templates : null
  }

  /** The number of the kind, a new one where it is the first of its kind. */
  intern(
    rule: RuleNumber,
    level: Level | null,
    component: string | null,
    message: string,
    source: string | null = null,
  ): number {
    const shape = rule === NO_RULE ? shapeOf(message) : ''
    return this.#intern({ rule, level, component, source, message }, shape)
  }

  /** A record of the kind is surely in the log, and not one that is half read. */
  settle(number: number): void {
    const kind = this.#kinds[number]
    if (kind?.rule === NO_RULE) this.#templates.add(kind.component ?? '', kind.message)
  }

  /** The number here of a kind of another table over the same rules, whose records are settled. */
  adopt(kind: Kind): number {
    const number = this.#intern(kind, kind.rule === NO_RULE ? kind.message : '')
    this.settle(number)
    return number
  }

  /** The numbers here of such kinds, as far as they occur. */
  adoptAll(
    kinds: readonly Kind[],
    occurrences: readonly { readonly kind: number; readonly firstRecord: number }[],
  ): Uint16Array {
    const numbers = new Uint16Array(kinds.length)
    // As they came: the templates of unknown messages hang on it.
    for (const { kind } of occurrences.toSorted((a, b) => a.firstRecord - b.firstRecord)) {
      const known = kinds[kind]
      if (known) numbers[kind] = this.adopt(known)
    }
    return numbers
  }

  #intern({ rule, level, component, source, message }: Kind, wanted: string): number {
    const shape = rule === NO_RULE ? this.#templates.admit(component ?? '', wanted) : ''
    const known = this.#numbers.get(keyOf({ rule, level, component, source, message: shape }))
    if (known !== undefined) return known
    if (this.#kinds.length >= MAX_KINDS) return this.#kinds.length - 1
    const shown = rule === NO_RULE ? shape : shownMessage(message)
    return this.#add({ rule, level, component, source, message: shown })
  }

  #add(kind: Kind): number {
    const number = this.#kinds.length
    this.#kinds.push(kind)
    this.#isMerged ||= kind.source !== null
    this.#numbers.set(keyOf(kind), number)
    return number
  }

  /** The kind occurs for the first time, or anew after its only record was taken back half read. */
  showAs(kind: number, message: string): void {
    const known = this.#kinds[kind]
    if (!known || known.rule === NO_RULE) return
    this.#kinds[kind] = { ...known, message: shownMessage(message) }
  }

  categoryOf(kind: number, profile: Profile): Category {
    const rule = this.#rules.rules[this.#kinds[kind]?.rule ?? NO_RULE]
    return rule ? verdictOf(rule, profile).verdict.category : UNKNOWN
  }

  /** Which message it is, for filters and the triage: the rule, or the template of an unknown one. */
  groupOf(kind: number): string {
    const { rule = NO_RULE, component = null, message = '' } = this.#kinds[kind] ?? {}
    if (rule !== NO_RULE) return `${RULE_GROUP}${this.#rules.rules[rule]?.id ?? ''}`
    return `${TEMPLATE_GROUP}${this.#templates.templateOf(component ?? '', message).id}`
  }

  /** The group that a name means by now: templates that were told apart can have become one. */
  groupNamed(name: string): string {
    if (!name.startsWith(TEMPLATE_GROUP)) return name
    const [component = '', ...shape] = name.slice(TEMPLATE_GROUP.length).split(VARIABLE)
    const { id } = this.#templates.templateOf(component, shape.join(VARIABLE))
    return `${TEMPLATE_GROUP}${id}`
  }

  /** The constant texts of an unknown message, see Template; null where a rule knows it. */
  templateOf(kind: number): readonly string[] | null {
    const { rule = NO_RULE, component = null, message = '' } = this.#kinds[kind] ?? {}
    return rule === NO_RULE ? this.#templates.templateOf(component ?? '', message).constants : null
  }
}

/** Of a known rule any message. */
function keyOf({ rule, level, component, source, message }: Kind): string {
  const shape = rule === NO_RULE ? message : ''
  return `${rule}\u0001${level}\u0001${component}\u0001${source}\u0001${shape}`
}
