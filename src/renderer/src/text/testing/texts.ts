import i18next from 'i18next'

import { en } from '#shared/texts/en'
import { ru } from '#shared/texts/ru'

/** Both languages, for what is no component. */
export async function initTexts(): Promise<void> {
  await i18next.init({
    lng: 'en',
    defaultNS: 'texts',
    resources: { en: { texts: en }, ru: { texts: ru } },
    interpolation: { escapeValue: false },
  })
}
