import i18next, { type TFunction } from 'i18next'

import { LANGUAGES, type Language } from '#shared/language'
import { en } from '#shared/texts/en'
import { ru } from '#shared/texts/ru'

import { Store, useStore } from '../store/Store'

const DEFAULT_NAMESPACE = 'texts'

export type Translate = TFunction

const shownLanguage = new Store<Language>('en')
const translators = new Map<Language, Translate>()

/** The language of the system where the viewer speaks it, else English. */
export function systemLanguage(): Language {
  const wanted = navigator.language.slice(0, 2).toLowerCase()
  return LANGUAGES.find((language) => language === wanted) ?? 'en'
}

export async function startTexts(language: Language): Promise<void> {
  await i18next.init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: LANGUAGES,
    defaultNS: DEFAULT_NAMESPACE,
    resources: { en: { [DEFAULT_NAMESPACE]: en }, ru: { [DEFAULT_NAMESPACE]: ru } },
    // React escapes by itself; twice would show `&quot;`.
    interpolation: { escapeValue: false },
  })
  setLanguage(language)
}

export function setLanguage(language: Language): void {
  document.documentElement.lang = language
  shownLanguage.set(language)
}

/** The texts in the current language, and that language for formats. */
export function useTexts() {
  const language = useStore(shownLanguage)
  return { t: translatorTo(language), language }
}

function translatorTo(language: Language): Translate {
  const known = translators.get(language)
  if (known) return known
  const made = remembering(i18next.getFixedT(language))
  translators.set(language, made)
  return made
}

/**
 * i18next takes longer to find a text than React to draw it, and each row of the list has some. Those
 * into which nothing is put are looked up once.
 */
function remembering(translate: Translate): Translate {
  const find = translate as (key: string, options?: object) => string
  const plain = new Map<string, string>()
  const remembered = (key: string, options?: object): string => {
    if (options !== undefined) return find(key, options)
    const known = plain.get(key)
    if (known !== undefined) return known
    const text = find(key)
    plain.set(key, text)
    return text
  }
  return remembered as Translate
}
