import type { Translated } from '../shape'
import type { timeline as timelineInEnglish, timeRange as timeRangeInEnglish } from './en'

/* The texts about records over time, in Russian. */

export const timeline = {
  label: 'Время',
  chart:
    'Показанные записи по времени: {{range}} UTC. Щёлкните, чтобы перейти туда, или выделите промежуток, чтобы видеть только его.',
  all: 'Всё время',
  from: 'С {{from}}',
  until: 'До {{until}}',
  range: '{{from}} – {{until}}',
  change: 'Промежуток времени',
  clear: 'Снова показать всё время',
} as const satisfies Translated<typeof timelineInEnglish>

export const timeRange = {
  title: 'Промежуток времени',
  from: 'С, UTC',
  until: 'По, UTC',
  fromOpen: 'с самого начала',
  untilOpen: 'до конца и дальше',
  hint: 'Например, 17:33, 17:33:05, 2026-11-20 17:33 или 2026-11-20. «По 17:33» – это до конца этой минуты.',
  unclear: 'Укажите время вида 17:33 или 2026-11-20 17:33:05 либо оставьте поле пустым.',
  backwards: 'Промежуток заканчивается раньше, чем начинается.',
  last: 'Последние в логе:',
  quarter: '15 минут',
  hour: 'Час',
  day: 'Сутки',
  all: 'Всё время',
  show: 'Показать',
} as const satisfies Translated<typeof timeRangeInEnglish>
