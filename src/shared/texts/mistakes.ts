import type { Language } from '../language'

/** What a value should be, or is. */
export type ValueKind = 'text' | 'number' | 'boolean' | 'list' | 'map' | 'nothing'

interface MistakeTexts {
  readonly kinds: Readonly<Record<ValueKind, string>>
  readonly missing: string
  readonly wrongKind: (expected: string, found: string) => string
  readonly anyOf: (kinds: readonly string[]) => string
  readonly noChoice: (choices: readonly string[]) => string
  readonly empty: string
  readonly tooLong: (limit: number) => string
  readonly unknownKeys: (keys: readonly string[]) => string
  readonly packName: string
  readonly ruleId: string
  readonly idTwice: (id: string) => string
  readonly noLanguage: string
  readonly badPattern: (reason: string) => string
  readonly backtracks: string
  readonly emptyCondition: string
  readonly oneText: string
  readonly nothingAsked: string
  /** It cannot be read as YAML; the parser speaks English. */
  readonly notYaml: (reason: string) => string
}

/** What can be wrong with a rule pack. */
export const mistakeTexts: Readonly<Record<Language, MistakeTexts>> = {
  en: {
    kinds: {
      text: 'a text',
      number: 'a number',
      boolean: 'true or false',
      list: 'a list',
      map: 'keys with values',
      nothing: 'nothing',
    },
    missing: 'this is missing',
    wrongKind: (expected, found) => `this should be ${expected}, not ${found}`,
    anyOf: (kinds) => kinds.join(' or '),
    noChoice: (choices) => `this should be one of ${choices.join(', ')}`,
    empty: 'this must not be empty',
    tooLong: (limit) => `this is longer than ${limit}`,
    unknownKeys: (keys) => `there is no such key: ${keys.join(', ')}`,
    packName: 'lower case words joined by hyphens',
    ruleId: 'lower case words joined by dots and hyphens',
    idTwice: (id) => `"${id}" occurs twice`,
    noLanguage: 'give the text in at least one language',
    badPattern: (reason) => reason,
    backtracks: 'no look-around and no back references',
    emptyCondition: 'an empty condition',
    oneText: 'give one of message, prefix and pattern',
    nothingAsked: 'give a message, prefix or pattern, or at least a field or component',
    notYaml: (reason) => `this cannot be read as YAML: ${reason}`,
  },
  ru: {
    kinds: {
      text: 'текст',
      number: 'число',
      boolean: 'true или false',
      list: 'список',
      map: 'ключи со значениями',
      nothing: 'пусто',
    },
    missing: 'это нужно указать',
    wrongKind: (expected, found) => `здесь нужно: ${expected}, а стоит: ${found}`,
    anyOf: (kinds) => kinds.join(' или '),
    noChoice: (choices) => `здесь возможно одно из: ${choices.join(', ')}`,
    empty: 'это не может быть пустым',
    tooLong: (limit) => `это длиннее ${limit}`,
    unknownKeys: (keys) => `такого ключа нет: ${keys.join(', ')}`,
    packName: 'строчные слова через дефис',
    ruleId: 'строчные слова через точки и дефисы',
    idTwice: (id) => `«${id}» встречается дважды`,
    noLanguage: 'нужен текст хотя бы на одном языке',
    badPattern: (reason) => `неверное регулярное выражение: ${reason}`,
    backtracks: 'просмотр вперёд и назад и обратные ссылки не допускаются',
    emptyCondition: 'пустое условие',
    oneText: 'укажите что-то одно: message, prefix или pattern',
    nothingAsked: 'укажите message, prefix или pattern либо хотя бы одно поле или компонент',
    notYaml: (reason) => `это не читается как YAML: ${reason}`,
  },
}
