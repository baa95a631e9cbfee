import type { Language } from '#shared/language'
import type { PackProblem } from '#shared/protocol/application'

import type { Translate } from '../text/i18n'

/** What is wrong with a pack, and where; of what failed before there was a file, that alone. */
export function problemText(
  { file, at, place, message }: PackProblem,
  t: Translate,
  language: Language,
): string {
  const said = message[language]
  if (file === '') return said
  return at === null
    ? t('rules.problemIn', { file, message: said })
    : t('rules.problemAt', { file, ...at, place, message: said })
}
