import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

import { LANGUAGES, type Language } from '#shared/language'
import { en } from '#shared/texts/en'
import { ru } from '#shared/texts/ru'

const DEFAULT_NAMESPACE = 'texts'

/** The language of the system where the viewer speaks it, else English. */
export function systemLanguage(): Language {
  const wanted = navigator.language.slice(0, 2).toLowerCase()
  return LANGUAGES.find((language) => language === wanted) ?? 'en'
}

export async function startTexts(language: Language): Promise<void> {
  i18next.on('languageChanged', (changed) => {
    document.documentElement.lang = changed
  })
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: LANGUAGES,
    defaultNS: DEFAULT_NAMESPACE,
    resources: { en: { [DEFAULT_NAMESPACE]: en }, ru: { [DEFAULT_NAMESPACE]: ru } },
    // React escapes by itself; twice would show `&quot;`.
    interpolation: { escapeValue: false },
  })
}

export function setLanguage(language: Language): void {
  if (i18next.language !== language) void i18next.changeLanguage(language)
}

/** The texts in the current language, and that language for formats. */
export function useTexts() {
  const { t, i18n } = useTranslation()
  const language: Language = i18n.language === 'ru' ? 'ru' : 'en'
  return { t, language }
}

export type Translate = ReturnType<typeof useTexts>['t']
