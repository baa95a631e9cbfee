import type { Translated } from '../shape'
import type { tabs as english } from './en'

/** The texts about the tabs of a window, in Russian. */
export const tabs: Translated<typeof english> = {
  label: 'Открытые логи',
  new: 'Новая вкладка',
  close: 'Закрыть {{name}}',
  opening: 'Открывается {{name}}…',
  cancel: 'Отмена',
  failed: 'не удалось открыть',
  news: {
    records: 'новые записи',
    problems: 'новые проблемы',
  },
  reopen_one: 'Снова открыть {{count, number}} лог',
  reopen_few: 'Снова открыть {{count, number}} лога',
  reopen_many: 'Снова открыть {{count, number}} логов',
  reopen_other: 'Снова открыть {{count, number}} лога',
  full_one: 'Не открыт {{count, number}} лог',
  full_few: 'Не открыты {{count, number}} лога',
  full_many: 'Не открыто {{count, number}} логов',
  full_other: 'Не открыто {{count, number}} лога',
  fullAdvice:
    'Одновременно открыто не больше {{limit}} логов: у каждого свой процесс. Закройте ненужные вкладки и откройте лог снова.',
}
