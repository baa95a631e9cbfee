import type { Facts, Finding } from '../../finding'
import type { Language } from '../../language'
import { en } from './en'
import { ru } from './ru'
import type { FindingText, FindingTexts } from './shape'

const TEXTS: Readonly<Record<Language, FindingTexts>> = { en, ru }

/** Texts of the log stand in it as the log has them: whoever shows it makes them harmless. */
export function findingText(finding: Finding, language: Language): FindingText {
  const { facts } = finding
  // The compiler cannot see that a kind and its facts stay together.
  const text = TEXTS[language][facts.kind] as (facts: Facts, finding: Finding) => FindingText
  return text(facts, finding)
}
