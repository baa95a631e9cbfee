import type { Translated } from '../shape'
import type { merge as english, mergeNotices as englishNotices } from './en'

/** What the window says of several logs that are shown as one, in Russian. */
export const merge: Translated<typeof english> = {
  sources: 'Логи',
  source: 'Лог',
  sourceHint: 'Показать или скрыть записи из {{place}}',
  title: 'Показать несколько логов как один',
  changeTitle: 'Порядок и часы',
  change: 'Порядок и часы…',
  logs: 'Логи',
  tooFew:
    'Сначала откройте во вкладках этого окна два лога или больше — тогда их можно показать как один.',
  notAgain: 'Логов, переданных через канал, в списке нет: второй раз открыть их нельзя.',
  order: 'Порядок',
  time: 'По времени',
  sequence: 'Один за другим',
  clock: 'Часы',
  shift: 'Поправка часов для {{name}}',
  unit: 'Единица для {{name}}',
  units: { ms: 'мс', s: 'с', m: 'мин', h: 'ч' },
  shiftHint:
    'Для часов, которые идут неверно: поправка прибавляется ко времени каждой записи этого лога, где бы оно ни показывалось. Время из самого лога видно во всплывающей подсказке и в исходном тексте.',
  tooLarge: 'Поправка не может быть больше 50 лет.',
  open: 'Показать как один',
  apply: 'Применить',
  cancel: 'Отмена',
  shifted: '{{time}}; с поправкой {{shift}}, в логе {{own}}',
  shiftedBy: '{{name}}, поправка часов {{shift}}',
  offer_one: 'Открыт {{count, number}} лог, каждый в своей вкладке.',
  offer_few: 'Открыто {{count, number}} лога, каждый в своей вкладке.',
  offer_many: 'Открыто {{count, number}} логов, каждый в своей вкладке.',
  offer_other: 'Открыто {{count, number}} лога, каждый в своей вкладке.',
  offerAdvice: 'Их можно показать как один: по времени или один за другим.',
  offerOpen: 'Показать как один…',
  dismiss: 'Скрыть это сообщение',
  about: '{{source}}: {{title}}',
  pickEntry: 'Это архив из нескольких файлов: укажите нужный после знака #.',
}

export const mergeNotices = {
  'source-ended': {
    title: 'Этот лог закончился',
    advice: 'Прочитанное из него остаётся здесь, остальные логи продолжаются.',
  },
  'source-refused': {
    title: 'Этот лог не удалось открыть',
    advice: 'Остальные показаны без него. Когда причина исчезнет, объедините их заново.',
  },
  'shift-unknown': {
    title: 'Лога с таким именем нет',
    advice:
      'Поэтому поправка ни к чему не применена. Имена перечислены на боковой панели, раздел «Логи».',
  },
} satisfies Translated<typeof englishNotices>
