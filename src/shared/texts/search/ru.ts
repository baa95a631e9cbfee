import type { Translated } from '../shape'
import type { search as english } from './en'

/** The texts of the search, in Russian. */
export const search = {
  label: 'Поиск по логу',
  input: 'Что найти',
  placeholder: 'Найти…',
  matchesCase: 'Учитывать регистр',
  matchesCaseHint:
    'Учитывать регистр. И без этого он учитывается, если в тексте есть прописная буква.',
  isRegex: 'Регулярное выражение',
  onlyMatches: 'Только совпадения',
  onlyMatchesHint: 'Показывать только подходящие записи',
  previous: 'Предыдущее совпадение (Shift+Enter)',
  next: 'Следующее совпадение (Enter)',
  close: 'Закрыть поиск (Esc)',
  none: 'Ничего не найдено',
  count_one: '{{count, number}} запись',
  count_few: '{{count, number}} записи',
  count_many: '{{count, number}} записей',
  count_other: '{{count, number}} записи',
  ordinal: '{{ordinal, number}} из {{count, number}}',
  hidden: '{{status}}, ещё {{number}} скрыто',
  searching: '{{status}}, просмотрено {{percent}}',
  invalid: 'Ошибка в выражении: {{message}}',
  'too-slow':
    'На одной из строк лога выражение перебирает слишком много вариантов, поиск остановлен. Упростите в нём повторения: {{message}}',
  failed: 'Поиск не удался: {{message}}',
} as const satisfies Translated<typeof english>
