import { NO_RULE, type RuleSet } from '#shared/rules/compile'
import { fitsComponent, fitsLevel } from '#shared/rules/fits'
import type { Matcher } from '#shared/rules/rule'

import type { Kind } from '../index/kind-table'
import { shapeOf, VARIABLE } from '../templates/shape'

/**
 * Whether a rule may fit records of a kind: false only where it surely fits none. What is known of
 * them without a look is component, level, and of an unknown message its shape.
 *
 * @param rules those by which the kinds were made
 * @param areShapesExact whether no message is counted with another shape than its own
 */
export function mayMatch(
  match: Matcher,
  kind: Kind,
  rules: RuleSet,
  areShapesExact: boolean,
): boolean {
  if (!fitsLevel(match, kind.level) || !fitsComponent(match, kind.component)) return false
  const { text } = match
  if (text.kind === 'any' || text.kind === 'pattern') return true
  if (kind.rule === NO_RULE) {
    return !areShapesExact || text.texts.some((wanted) => mayBe(wanted, text.kind, kind.message))
  }
  const known = rules.rules[kind.rule]?.match.text
  if (known?.kind !== 'exact') return true
  return text.texts.some((wanted) =>
    known.texts.some((message) =>
      text.kind === 'exact' ? message === wanted : message.startsWith(wanted),
    ),
  )
}

/** Whether a message with this shape may be, or begin with, a text. */
function mayBe(wanted: string, kind: 'exact' | 'prefix', shape: string): boolean {
  if (kind === 'exact') return shapeOf(wanted) === shape
  const [constant = ''] = shape.split(VARIABLE, 1)
  const [start = ''] = wanted.trimStart().split('\n', 1)
  const length = Math.min(constant.length, start.length)
  return constant.slice(0, length) === start.slice(0, length)
}
