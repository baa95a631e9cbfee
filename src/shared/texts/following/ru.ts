import type { Translated } from '../shape'
import type { followingNotices as english } from './en'

export const followingNotices = {
  'copy-limit': {
    title: 'Самые старые строки этого журнала больше не хранятся',
    advice:
      'Копия того, за чем идёт слежение, может занять на диске 8 ГиБ, а для файла на этом компьютере — 2 ГиБ. Затем её более старая половина удаляется, и эти строки здесь пусты. Если они ещё есть в самом журнале, откройте его заново.',
  },
} satisfies Translated<typeof english>
