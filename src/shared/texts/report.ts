import type { Language } from '../language'

interface ReportTexts {
  readonly title: string
  readonly records: (count: string) => string
  readonly span: (first: string, last: string) => string
  readonly noRecords: string
  readonly findings: string
  readonly kinds: string
  readonly restsOn: (count: string, lines: string) => string
  readonly message: string
  readonly category: string
  readonly count: string
  readonly first: string
  readonly last: string
  readonly meaning: string
  readonly action: string
  readonly noRule: string
  readonly example: (message: string) => string
  readonly unknown: (records: number, kinds: number, number: (value: number) => string) => string
  readonly uses: (features: string) => string
  readonly usesNothing: string
}

/** The words of `logsieve report`. */
export const reportTexts: Readonly<Record<Language, ReportTexts>> = {
  en: {
    title: 'What this log says',
    records: (count) => `records: ${count}`,
    span: (first, last) => `${first} to ${last} UTC`,
    noRecords: 'The log is empty.',
    findings: 'What several records say together',
    kinds: 'Kinds of messages',
    restsOn: (count, lines) => `records: ${count}, lines ${lines}`,
    message: 'Message',
    category: 'Category',
    count: 'Count',
    first: 'First',
    last: 'Last',
    meaning: 'Meaning',
    action: 'What to do',
    noRule: 'No rule explains this message yet.',
    example: (message) => `For example: ${message}`,
    unknown: (records, kinds, number) =>
      `${number(records)} ${records === 1 ? 'record' : 'records'} of ${number(kinds)} ${kinds === 1 ? 'kind' : 'kinds'} ${records === 1 ? 'is' : 'are'} unknown`,
    uses: (features) => `in use: ${features}`,
    usesNothing: 'in use: browser calls only',
  },
  ru: {
    title: 'О чём говорит этот лог',
    records: (count) => `записей: ${count}`,
    span: (first, last) => `с ${first} по ${last} UTC`,
    noRecords: 'Лог пуст.',
    findings: 'О чём несколько записей говорят вместе',
    kinds: 'Виды сообщений',
    restsOn: (count, lines) => `записей: ${count}, строки ${lines}`,
    message: 'Сообщение',
    category: 'Категория',
    count: 'Сколько',
    first: 'Первый раз',
    last: 'Последний раз',
    meaning: 'Что это значит',
    action: 'Что делать',
    noRule: 'Для этого сообщения пока нет правила.',
    example: (message) => `Например: ${message}`,
    unknown: (records, kinds, number) =>
      `неизвестных записей: ${number(records)}, их видов: ${number(kinds)}`,
    uses: (features) => `используется: ${features}`,
    usesNothing: 'используются только звонки через браузер',
  },
}
