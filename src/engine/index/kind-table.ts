import { type Category, UNKNOWN } from '#shared/category'
import type { Profile } from '#shared/feature'
import type { Level } from '#shared/level'
import { NO_RULE, type RuleNumber, type RuleSet } from '#shared/rules/compile'
import { verdictOf } from '#shared/rules/verdict'

/** What records have in common, so that the index can hold one small number for each. */
export interface Kind {
  readonly rule: RuleNumber
  readonly level: Level | null
  readonly component: string | null
  /** Which message it is, for filters and the triage; see groupOf. */
  readonly group: string
  /** The message of a known rule's first record, or the template of an unknown message. */
  readonly message: string
}

/** The index gives a kind two bytes. */
const MAX_KINDS = 0xffff

/** Unknown messages that are told apart; a log of free text must not fill the table. */
const MAX_TEMPLATES = 4096
const MAX_TEMPLATE_LENGTH = 160
const OTHER_MESSAGES = '…'

/**
 * Interns the kinds of records. Category and feature use are looked up here by kind, so a change of
 * profile changes a small table and reads nothing again.
 */
export class KindTable {
  readonly #rules: RuleSet
  readonly #maxTemplates: number
  readonly #kinds: Kind[] = []
  readonly #numbers = new Map<string, number>()
  readonly #templates = new Set<string>()

  /** @param maxTemplates no limit for a part of a log, whose kinds go into the table of the whole */
  constructor(rules: RuleSet, maxTemplates = MAX_TEMPLATES) {
    this.#rules = rules
    this.#maxTemplates = maxTemplates
  }

  /** No further kind can be told from the last. */
  get isFull(): boolean {
    return this.#kinds.length >= MAX_KINDS
  }

  get kinds(): readonly Kind[] {
    return this.#kinds
  }

  /** The number of the kind, a new one where it is the first of its kind. */
  intern(rule: RuleNumber, level: Level | null, component: string | null, message: string): number {
    const template = rule === NO_RULE ? templateOf(message) : ''
    return this.#intern(rule, level, component, message, template)
  }

  /** The number here of a kind of another table over the same rules. */
  adopt({ rule, level, component, message }: Kind): number {
    return this.#intern(rule, level, component, message, rule === NO_RULE ? message : '')
  }

  #intern(
    rule: RuleNumber,
    level: Level | null,
    component: string | null,
    message: string,
    wanted: string,
  ): number {
    const template = rule === NO_RULE ? this.#admitted(wanted) : ''
    const key = `${rule}\u0000${level}\u0000${component}\u0000${template}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    if (this.#kinds.length >= MAX_KINDS) return this.#kinds.length - 1
    const number = this.#kinds.length
    this.#kinds.push({
      rule,
      level,
      component,
      group: rule === NO_RULE ? `text:${template}` : `rule:${this.#rules.rules[rule]?.id ?? ''}`,
      message: rule === NO_RULE ? template : message.slice(0, MAX_TEMPLATE_LENGTH),
    })
    this.#numbers.set(key, number)
    return number
  }

  /** The kind occurs for the first time, or anew after its only record was taken back half read. */
  showAs(kind: number, message: string): void {
    const known = this.#kinds[kind]
    if (!known || known.rule === NO_RULE) return
    this.#kinds[kind] = { ...known, message: message.slice(0, MAX_TEMPLATE_LENGTH) }
  }

  categoryOf(kind: number, profile: Profile): Category {
    const rule = this.#rules.rules[this.#kinds[kind]?.rule ?? NO_RULE]
    return rule ? verdictOf(rule, profile).verdict.category : UNKNOWN
  }

  #admitted(template: string): string {
    if (this.#templates.has(template)) return template
    if (this.#templates.size >= this.#maxTemplates) return OTHER_MESSAGES
    this.#templates.add(template)
    return template
  }
}

/** Identifiers, addresses, numbers: what differs between two messages of one statement. */
const CHANGING =
  /\b[A-Z]{2,4}_\w{6,}|\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b|0x[\da-f]+|\b[\da-f]{12,}\b|\d+/gi

function templateOf(message: string): string {
  const [firstLine = ''] = message.slice(0, 2 * MAX_TEMPLATE_LENGTH).split('\n', 1)
  return firstLine.replace(CHANGING, '#').slice(0, MAX_TEMPLATE_LENGTH)
}
