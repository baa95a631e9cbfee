import type { Translated } from '../shape'
import type { app as appInEnglish, toolbar as toolbarInEnglish } from './en'

/* The texts of the window itself and of the toolbar of a log, in Russian. */

export const app = {
  name: 'Logsieve',
  main: 'Журнал',
  sideBar: 'Категории и профиль',
  titleOf: '{{name}} – Logsieve',
} as const satisfies Translated<typeof appInEnglish>

export const toolbar = {
  label: 'Документ',
  open: 'Открыть…',
  openServer: 'Открыть с сервера…',
  close: 'Закрыть лог',
  find: 'Найти…',
  goToLine: 'Перейти к строке или времени…',
  shortcuts: 'Сочетания клавиш',
  follow: 'Следить',
  wrap: 'Переносить длинные строки (W)',
  followHint: 'Держать на виду новые записи (F)',
  views: 'Виды',
  log: 'Лог',
  triage: 'Сводка',
} as const satisfies Translated<typeof toolbarInEnglish>
