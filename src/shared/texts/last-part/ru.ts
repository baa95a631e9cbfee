import type { Translated } from '../shape'
import type { lastPart as english } from './en'

/** The texts about a log whose last part is shown before the rest of it is there, in Russian. */
export const lastPart: Translated<typeof english> = {
  title: 'Это конец лога.',
  reading: 'Остальное загружается',
  part: '{{percent}}, {{received}} из {{total}}',
  seconds: 'осталось около {{number}} с',
  minutes: 'осталось около {{number}} мин',
  hours: 'осталось около {{number}} ч',
  cancel: 'Отменить',
  left: 'Предыдущие {{size}} не загружены.',
  read: 'Загрузить и их',
  indexing: 'Остальное загружено, идёт разбор.',
  missing: 'Предыдущие {{size}} не сохранены: место для копии исчерпано.',
  inSideBar: 'Только по концу лога',
  counted: 'конец лога',
  line: 'Номера строк появятся, когда лог загрузится целиком',
  noLines: 'Номеров строк пока нет: загружен только конец лога. Введите время.',
}
