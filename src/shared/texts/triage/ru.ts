import type { Translated } from '../shape'
import type { findings as findingsInEnglish, triage as triageInEnglish } from './en'

/* The texts of triage, in Russian. */

export const findings = {
  title: 'О чём несколько записей говорят вместе',
  looking: 'Лог ещё просматривается…',
  show_one: 'Показать {{count, number}} запись',
  show_few: 'Показать {{count, number}} записи',
  show_many: 'Показать {{count, number}} записей',
  show_other: 'Показать {{count, number}} записи',
  only: 'Только записи находки: {{title}}',
  clear: 'Снова показать остальные',
} as const satisfies Translated<typeof findingsInEnglish>

export const triage = {
  title: 'Виды сообщений, самые важные сверху',
  category: 'Категория',
  count: 'Сколько',
  first: 'Первый раз',
  last: 'Последний раз',
  message: 'Сообщение',
  meaning: 'Что значит',
  action: 'Что делать',
  noMeaning: 'Для этого сообщения пока нет правила.',
  variable: 'что угодно',
  example: 'Например: {{message}}',
  unknown_one: '{{count, number}} запись {{kinds}} пока неизвестна',
  unknown_few: '{{count, number}} записи {{kinds}} пока неизвестны',
  unknown_many: '{{count, number}} записей {{kinds}} пока неизвестны',
  unknown_other: '{{count, number}} записи {{kinds}} пока неизвестны',
  unknownKinds_one: '{{count, number}} вида',
  unknownKinds_few: '{{count, number}} видов',
  unknownKinds_many: '{{count, number}} видов',
  unknownKinds_other: '{{count, number}} видов',
  showUnknown: 'Показать их в логе',
  makeRule: 'Создать правило…',
  showInLog: 'Показать эти записи в логе',
  empty: 'Записей нет, поэтому и видов сообщений пока нет.',
  loading: 'Считаю…',
  showMore_one: 'Показать ещё {{count, number}} вид',
  showMore_few: 'Показать ещё {{count, number}} вида',
  showMore_many: 'Показать ещё {{count, number}} видов',
  showMore_other: 'Показать ещё {{count, number}} вида',
  noTime: '–',
} as const satisfies Translated<typeof triageInEnglish>
