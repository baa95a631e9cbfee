import { explained } from '#shared/rules/explain'

/*
 * Milliseconds until all rule packs are loaded and compiled, and until the first text is there, in a
 * process that did neither before.
 */

const start = performance.now()
const { ruleSetWith } = await import('#engine/rules')
const { rules } = ruleSetWith([])
const compiled = performance.now() - start

const [first] = rules
if (first) await explained(first)
const withTexts = performance.now() - start

process.stdout.write(JSON.stringify({ compiled, withTexts }))
