export const LANGUAGES = ['en', 'ru'] as const

export type Language = (typeof LANGUAGES)[number]

/** A text that people read, in every language. */
export type Localised = Readonly<Record<Language, string>>
