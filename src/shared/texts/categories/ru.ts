import type { Translated } from '../shape'
import type {
  categories as categoriesInEnglish,
  programs as programsInEnglish,
  levels as levelsInEnglish,
  profile as profileInEnglish,
} from './en'

/* The texts of the side bar, in Russian. */

export const categories = {
  title: 'Категории',
  inRange: 'За выбранное время',
  showAll: 'Показать все',
  only: 'Только',
  onlyOf: 'Только «{{name}}»',
  hint: '{{hint}}. Щелчок показывает или скрывает, Alt+щелчок оставляет только эту категорию.',
  problem: {
    name: 'Проблема',
    hint: 'Нужно ваше внимание к серверу или его настройкам',
    verdict: 'это проблема сервера',
  },
  client: {
    name: 'Клиент',
    hint: 'Сеть, браузер или токен одного участника',
    verdict: 'это трудности одного клиента',
  },
  unknown: {
    name: 'Неизвестно',
    hint: 'Для этих записей пока нет правила',
    verdict: 'это неизвестно',
  },
  advice: {
    name: 'Совет',
    hint: 'Настройка, которую можно улучшить; необязательно',
    verdict: 'это совет',
  },
  noise: {
    name: 'Шум',
    hint: 'Сканеры, боты, полуоткрытые соединения; можно не обращать внимания',
    verdict: 'это шум',
  },
  activity: {
    name: 'Активность',
    hint: 'Комнаты, участники и треки появляются и исчезают',
    verdict: 'это обычная активность',
  },
  healthy: {
    name: 'Норма',
    hint: 'Запустилось, подключилось',
    verdict: 'это признак нормальной работы',
  },
} as const satisfies Translated<typeof categoriesInEnglish>

export const programs = {
  title: 'Программы',
  none: 'без имени',
} as const satisfies Translated<typeof programsInEnglish>

export const levels = {
  title: 'Уровни',
  none: 'без уровня',
  withCount: '{{level}} {{number}}',
} as const satisfies Translated<typeof levelsInEnglish>

export const profile = {
  title: 'Что вы используете',
  none: 'Только звонки из браузера',
  lead: 'Если чем-то не пользуетесь, чужие попытки подключиться к нему считаются шумом.',
  rtmp: { name: 'RTMP', hint: 'OBS и другие кодировщики' },
  whip: { name: 'WHIP', hint: 'Потоки по HTTP через ingress' },
  url: { name: 'Вход по URL', hint: 'Ingress сам забирает поток' },
  sip: { name: 'SIP', hint: 'Телефонные звонки' },
  egress: { name: 'Egress', hint: 'Запись и трансляция наружу' },
  turn: { name: 'TURN', hint: 'Обход строгих файрволов' },
  proven: 'Судя по логу, {{feature}} используется. Включить?',
  switchOn: 'Включить {{feature}}',
} as const satisfies Translated<typeof profileInEnglish>
