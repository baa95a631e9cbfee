import type { Language } from '#shared/language'
import { en } from '#shared/texts/en'
import { ru } from '#shared/texts/ru'

type Widened<T> = { readonly [K in keyof T]: T[K] extends string ? string : Widened<T[K]> }

/** The texts of the window in any language. */
export type Texts = Widened<typeof en>

export const textsOf: Readonly<Record<Language, Texts>> = { en, ru }

/** A text with its placeholders filled in, as i18next does it. */
export function said(
  text: string,
  values: Readonly<Record<string, string | number>>,
  language: Language = 'en',
): string {
  return text.replace(/\{\{(\w+)(?:, number)?\}\}/g, (_whole, name: string) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value
  })
}
