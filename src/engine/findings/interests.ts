import { programOf } from '#shared/program'
import type { RuleSet } from '#shared/rules/compile'

import type { KindTable } from '../index/kind-table'

/** A log can hold a name of any length; findings are named by it. */
const MAX_PROGRAM = 100

/** What a detector wants; see Detector. */
interface Wishes {
  readonly rules: readonly string[]
  readonly reads?: readonly string[]
}

/** One detector that follows a kind of records. */
interface Follower {
  /** Its place among the detectors. */
  readonly place: number
  readonly reads: boolean
}

/** What is of use about a kind. */
export interface Interest {
  readonly rule: string
  readonly program: string
  readonly followers: readonly Follower[]
}

/** Which detectors follow which kinds: asked for every record, so looked up once for each kind. */
export class Interests {
  readonly #kinds: KindTable
  readonly #rules: RuleSet
  readonly #detectors: readonly Wishes[]
  readonly #known: Interest[] = []

  constructor(kinds: KindTable, rules: RuleSet, detectors: readonly Wishes[]) {
    this.#kinds = kinds
    this.#rules = rules
    this.#detectors = detectors
  }

  of(kind: number): Interest {
    return (this.#known[kind] ??= this.#find(kind))
  }

  /** The kinds whose records have one of these rules. */
  kindsOf(rules: readonly string[]): number[] {
    return [...this.#kinds.kinds.keys()].filter((kind) => isNamed(rules, this.of(kind).rule))
  }

  #find(kind: number): Interest {
    const { rule = -1, component = null } = this.#kinds.kinds[kind] ?? {}
    const id = this.#rules.rules[rule]?.id ?? ''
    const followers = this.#detectors.flatMap(({ rules, reads = [] }, place) =>
      isNamed(rules, id) ? [{ place, reads: isNamed(reads, id) }] : [],
    )
    return { rule: id, program: programOf(component).slice(0, MAX_PROGRAM), followers }
  }
}

/** By names and id what was answered: detectors ask the same of each of millions of records. */
const answered = new WeakMap<readonly string[], Map<string, boolean>>()

/** Whether the id is one of the names, which stay the same; `family.name-*` stands for all that begin so. */
export function isNamed(names: readonly string[], id: string): boolean {
  const answers = answered.get(names) ?? new Map<string, boolean>()
  const known = answers.get(id)
  if (known !== undefined) return known
  const answer = names.some((name) =>
    name.endsWith('*') ? id.startsWith(name.slice(0, -1)) : id === name,
  )
  answers.set(id, answer)
  answered.set(names, answers)
  return answer
}
