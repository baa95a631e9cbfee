import { containerFailures } from '../containers/ru'
import type { Translated } from '../shape'
import { sshFailures } from '../ssh/ru'
import type { failures as english } from './en'

/** Why a log could not be opened, and what to do, in Russian. */
export const failures = {
  'not-found': {
    title: 'Такого файла нет',
    advice:
      'Возможно, его переместили, переименовали или убрала ротация. Проверьте путь или откройте файл на новом месте.',
  },
  'no-permission': {
    title: 'Нет прав на чтение файла',
    advice:
      'Попросите владельца открыть доступ на чтение или скопируйте файл к себе и откройте копию.',
  },
  'is-folder': {
    title: 'Это папка, а не лог',
    advice: 'Откройте файл лога внутри неё.',
  },
  'not-a-file': {
    title: 'Это не обычный файл',
    advice:
      'Каналы, сокеты и устройства здесь не открываются. Сохраните вывод в файл и откройте его.',
  },
  'bad-archive': {
    title: 'Не удалось прочитать архив',
    advice:
      'Возможно, он обрезан или зашифрован. Скопируйте его заново или распакуйте сами и откройте лог из него.',
  },
  'unsupported-source': {
    title: 'Это не адрес источника',
    advice:
      'Источник — это путь, ssh://user@host/путь, docker:имя, docker+ssh://user@host/имя или kubectl:namespace/под. Всё остальное можно передать по каналу или сначала сохранить в файл.',
  },
  ...sshFailures,
  ...containerFailures,
  'no-program': {
    title: 'Такой программы нет',
    advice: 'Проверьте написание, и что программа установлена и есть в PATH.',
  },
  failed: {
    title: 'Не удалось открыть лог',
    advice: 'Попробуйте ещё раз. Если ошибка повторится, причину подскажет сообщение системы ниже.',
  },
  detail: 'Сообщение системы: {{detail}}',
  again: 'Повторить',
  dismiss: 'Скрыть',
} as const satisfies Translated<typeof english>
