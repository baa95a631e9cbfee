import type { Translated } from '../shape'
import type { sets as english } from './en'

/** The texts about logs that consist of several files, in Russian. */
export const sets: Translated<typeof english> = {
  older_one: 'Рядом лежит {{count, number}} старый файл этого лога.',
  older_few: 'Рядом лежат {{count, number}} старых файла этого лога.',
  older_many: 'Рядом лежат {{count, number}} старых файлов этого лога.',
  older_other: 'Рядом лежат {{count, number}} старого файла этого лога.',
  olderAdvice: 'Их оставила ротация; можно показать их перед этим файлом как один лог.',
  showOlder: 'Показать и их',
  dismiss: 'Скрыть это сообщение',
}
