import type { Translated } from '../shape'
import type { log as logInEnglish, goToLine as goToLineInEnglish } from './en'

/* The texts of the list of records, in Russian. */

export const log = {
  label: 'Записи',
  line: 'Строка',
  category: 'Категория',
  time: 'Время',
  utc: 'UTC',
  level: 'Уровень',
  component: 'Компонент',
  message: 'Сообщение',
  fields: 'Поля',
  moreLines_one: '+{{count, number}} строка',
  moreLines_few: '+{{count, number}} строки',
  moreLines_many: '+{{count, number}} строк',
  moreLines_other: '+{{count, number}} строки',
  restOmitted_one: '… ещё {{count, number}} строка, она есть в исходном тексте в пояснении',
  restOmitted_few: '… ещё {{count, number}} строки, они есть в исходном тексте в пояснении',
  restOmitted_many: '… ещё {{count, number}} строк, они есть в исходном тексте в пояснении',
  restOmitted_other: '… ещё {{count, number}} строки, они есть в исходном тексте в пояснении',
  gone: 'Текста больше нет: файл обрезали раньше, чем его успели скопировать',
  loading: 'Загрузка',
  dateTime: '{{date}} UTC',
  emptyFile: 'Записей пока нет',
  emptyFileHint: 'Файл пуст. Новые записи появятся здесь сразу, как только будут записаны.',
  reading: 'Читаю лог…',
  menu: 'Запись',
  menuItems: {
    fromHere: 'Начиная с этого времени',
    untilHere: 'По это время включительно',
    copy: 'Скопировать исходный текст',
  },
  marks: 'Где в списке проблемы и совпадения. Щёлкните, чтобы перейти туда.',
  allHidden: 'Все записи скрыты',
  allHiddenHint_one: 'Фильтр скрывает {{count, number}} запись.',
  allHiddenHint_few: 'Фильтр скрывает {{count, number}} записи.',
  allHiddenHint_many: 'Фильтр скрывает {{count, number}} записей.',
  allHiddenHint_other: 'Фильтр скрывает {{count, number}} записи.',
  showAll: 'Показать все',
  onlyGroup: 'Только сообщения вида: {{message}}',
  clearGroup: 'Снова показать все виды',
} as const satisfies Translated<typeof logInEnglish>

export const goToLine = {
  title: 'Перейти к строке или времени',
  label: 'Номер строки или время по UTC',
  hint: 'Например, 250, 17:33 или 2026-11-20 17:33:05. Если запись там скрыта, будет выбрана следующая видимая.',
  unclear: 'Это не номер строки и не время вида 17:33.',
  go: 'Перейти',
  cancel: 'Отмена',
  none: 'Там и дальше нет видимых записей.',
} as const satisfies Translated<typeof goToLineInEnglish>
