type RussianPlural = 'one' | 'few' | 'many' | 'other'

/**
 * The shape that a translation of `T` must have: every key of it, and where English tells one from
 * many (`key_one`, `key_other`), all four forms that Russian needs.
 */
export type Translated<T> = {
  readonly [
    K in keyof T as K extends `${infer Stem}_${'one' | 'other'}` ? `${Stem}_${RussianPlural}` : K
  ]: T[K] extends string ? string : Translated<T[K]>
}
