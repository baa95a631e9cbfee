import { NO_RULE, type RuleNumber, type RuleSet } from '#shared/rules/compile'
import type { Rule } from '#shared/rules/rule'

/** How one set of rules came from another, as far as it decides which rule a record has. */
export interface RuleDifference {
  /** The number that a rule has by now; null for one that is gone, or asks for something else. */
  readonly numberOf: (before: RuleNumber) => RuleNumber | null
  /** New ones, and those that ask for something else than before. */
  readonly added: readonly Rule[]
  /** Where records begin can be another place: a line that a rule knows is a record. */
  readonly movesBorders: boolean
}

/**
 * Compares the user's own rules; the others must be the same. Rules that stand between equal ones
 * count as changed even where only their order did, which decides between equals. Null where too
 * much is different.
 */
export function differenceBetween(before: RuleSet, after: RuleSet): RuleDifference | null {
  const [own, others] = split(before)
  const [ownNow, othersNow] = split(after)
  if (others.length !== othersNow.length || others.some((rule, at) => rule !== othersNow[at])) {
    return null
  }
  const keys = own.map(keyOf)
  const keysNow = ownNow.map(keyOf)
  const most = Math.min(keys.length, keysNow.length)
  let start = 0
  while (start < most && keys[start] === keysNow[start]) start++
  let end = 0
  while (end < most - start && keys.at(-1 - end) === keysNow.at(-1 - end)) end++
  const removed = own.slice(start, own.length - end)
  const added = ownNow.slice(start, ownNow.length - end)
  const shift = ownNow.length - own.length
  return {
    numberOf: (number) => {
      if (number === NO_RULE || number < start) return number
      return number < own.length - end ? null : number + shift
    },
    added,
    movesBorders: [...removed, ...added].some(({ match }) => match.bare),
  }
}

function split({ rules, ownCount }: RuleSet): [readonly Rule[], readonly Rule[]] {
  return [rules.slice(0, ownCount), rules.slice(ownCount)]
}

/** What it says is not part of it, but that a problem gives a level to a line without one. */
function keyOf({ match, category }: Rule): string {
  return JSON.stringify([match, category === 'problem'])
}
