import type { Translated } from '../shape'
import type { welcome as welcomeInEnglish, pickEntry as pickEntryInEnglish } from './en'

/* The texts about opening a log, in Russian. */

export const welcome = {
  title: 'О чём говорит этот лог?',
  lead: 'Откройте лог LiveKit. Каждая запись разложена по смыслу, а шум убирается одной клавишей.',
  open: 'Открыть лог…',
  openServer: 'Открыть с сервера…',
  example: 'Посмотреть пример',
  dropHint: 'или перетащите файл в любое место окна',
  recent: 'Недавние файлы',
  noRecent: 'Здесь появятся файлы, которые вы открывали.',
  clearRecent: 'Очистить список',
  dropHere: 'Отпустите, чтобы открыть лог',
  dropDetail: 'Файл только читается и не изменяется',
} as const satisfies Translated<typeof welcomeInEnglish>

export const pickEntry = {
  title: 'Какой файл из архива открыть?',
  label: 'Часть имени',
  list: 'Файлы в архиве',
  none: 'Файла с таким именем нет.',
  more_one: 'Ещё {{count, number}} файл; введите часть имени.',
  more_few: 'Ещё {{count, number}} файла; введите часть имени.',
  more_many: 'Ещё {{count, number}} файлов; введите часть имени.',
  more_other: 'Ещё {{count, number}} файла; введите часть имени.',
} as const satisfies Translated<typeof pickEntryInEnglish>
