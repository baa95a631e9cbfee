import type { Crash, Finding, NoConnection, Outage, RestartLoop } from '../../finding'
import type { FindingText, FindingTexts } from './shape'
import { Wording } from './wording'

const words = new Wording({
  language: 'ru',
  units: [
    [86_400, 'сут'],
    [3600, 'ч'],
    [60, 'мин'],
    [1, 'с'],
  ],
  quotes: ['«', '»'],
  more: (count) => `ещё ${count}`,
})

const times = (count: number) => words.count(count, { one: 'раз', few: 'раза', many: 'раз' })
const people = (count: number) =>
  words.count(count, { one: 'участник', few: 'участника', many: 'участников' })
const rooms = (count: number) =>
  words.count(count, { one: 'комната', few: 'комнаты', many: 'комнат' })
const atLeast = (text: string, isAtLeast: boolean) => (isAtLeast ? `не меньше ${text}` : text)

/** The same in Russian. */
export const ru: FindingTexts = {
  'restart-loop': restartLoop,
  crash,
  'no-connection': noConnection,
  outage,

  'mass-loss': ({ lost, connected, seconds }) => ({
    title: `За ${words.duration(seconds)} потеряли соединение ${people(lost)}`,
    explanation: `Перед этим подключено было примерно ${words.number(connected)}: считано по тем, кто пришёл и ушёл. Сеть одного клиента такого не даёт: скорее это сеть сервера или его провайдера, хост, который ненадолго замер, или место, где сидят все они, например школа или офис.`,
    action:
      'Посмотреть, что было в это время: нагрузка и сеть хоста, сообщения провайдера, не сидят ли эти участники в одном здании.',
  }),

  'certificate-refused': ({ refusals, addresses }) => ({
    title: `Клиенты не принимают сертификат: ${times(refusals)}`,
    explanation: words.sentences(
      'Они прервали TLS-рукопожатие из-за показанного им сертификата: он просрочен, выдан на другое имя или без промежуточных сертификатов до известного центра.',
      addresses > 1 &&
        `Разных адресов — ${words.number(addresses)}, так что вряд ли дело в одном странном клиенте.`,
      addresses === 1 &&
        'Все — с одного адреса: возможно, это одно старое устройство или программа со своим списком центров.',
    ),
    action:
      'Посмотреть, что отдаётся: `openssl s_client -connect HOST:PORT -servername HOST` покажет имена, сроки и цепочку. Продлить сертификат и отдавать полную цепочку.',
  }),

  'clock-jump': ({ program, direction, jumps, seconds }) => {
    const name = program ?? 'строк без имени программы'
    const width = words.duration(seconds)
    if (direction === 'forward')
      return {
        title: `Время в строках ${name} убежало вперёд на ${width}`,
        explanation: `Стоящие дальше строки других программ помечены более ранним временем, хотя до этого шли с ними вровень${jumps > 1 ? `; так было ${times(jumps)}` : ''}. Либо часы хоста перевели вперёд, либо строки остальных задержались по пути в этот лог.`,
        action:
          'Сравнить часы хостов: `timedatectl`, `chronyc tracking`. При расхождении часов отвергаются токены.',
      }
    return {
      title:
        jumps === 1
          ? `Время в строках ${name} идёт назад на ${width}`
          : `Время в строках ${name} идёт назад: ${times(jumps)}, до ${width}`,
      explanation: words.sentences(
        jumps > 3
          ? 'Так часто — это скорее лог, чем часы: новые строки сверху, несколько экземпляров или файлов в одном.'
          : 'Либо часы хоста перевели назад, как бывает после пробуждения виртуальной машины, либо лог составной: файлы не по порядку, несколько экземпляров в одном.',
        seconds === 3600 &&
          'Ровно час бывает и у программ, которые пишут местное время, при переходе на зимнее.',
        'Промежуткам времени и порядку событий рядом с этим местом верить нельзя.',
      ),
      action:
        'Если дело в часах: `timedatectl`, `chronyc tracking` на хосте. При расхождении часов отвергаются токены.',
    }
  },

  'packet-loss': ({ losses }) => ({
    title: 'Пропадают пакеты, а приёмный буфер UDP мал',
    explanation: `После предупреждения, что приёмный буфер ядра меньше рекомендуемого, ${times(losses)} отмечены пропавшие пакеты или неустойчивый UDP. Маленький буфер теряет пакеты на всплесках; но так же ведут себя плохая сеть публикующего и хост без запаса CPU, и по этим записям их не различить.`,
    action:
      '`netstat -su` на хосте: если растёт «receive buffer errors», поднять `net.core.rmem_max` до 5000000 и перезапустить контейнер. Если нет — смотреть сети публикующих.',
  }),

  'identity-fight': ({ identity, room, times: count }) => ({
    title: `Подключения с identity ${words.quoted(identity)} вытесняют друг друга: ${times(count)}`,
    explanation: `${room === null ? 'Кто-то' : `В комнату ${words.quoted(room)} кто-то`} входил с identity, которая там уже есть, и прежнее подключение закрывалось — снова и снова. Чаще всего identity общая у двух вкладок или устройств либо приложение подключается дважды, и каждое возвращается. Так же выглядит плохая сеть, из-за которой один клиент входит заново.`,
    action:
      'Дать каждому подключению свою identity и не переподключаться автоматически после причины DUPLICATE_IDENTITY.',
  }),

  'unknown-key': ({ key, attempts, isAtLeast }) => ({
    title: `Кто-то вещает на неизвестный ключ: ${atLeast(times(attempts), isAtLeast)}`,
    explanation: `Ключ потока начинается с ${words.quoted(key)} и похож на выданный LiveKit, но ingress с таким ключом livekit-server не знает. Угаданный ключ вряд ли повторялся бы без изменений: ingress удалили, ключ скопировали с ошибкой или он от другого сервера.`,
    action: 'Найти энкодер и дать ему ключ существующего ingress; их показывает `lk ingress list`.',
  }),

  'key-guessing': ({ attempts, keys, areAtLeast, examples }) => ({
    title: `Чужие подбирают ключи потоков: ${times(attempts)}`,
    explanation: words.sentences(
      `Разных ключей — ${atLeast(words.number(keys), areAtLeast)}${examples.length > 0 ? `, чаще всего ${words.list(examples)}` : ''}; ни для одного ingress не нашёлся. Такие слова — части путей, которые запрашивают веб-сканеры: ключом ingress считает последнюю часть пути POST-запроса на порт WHIP.`,
      'С какого адреса они пришли, он не пишет; это может быть в логе доступа прокси перед ним.',
    ),
    action:
      'Ничего. Если по WHIP и RTMP здесь никто не вещает, не публиковать порты 8080 и 1935 — и станет тихо.',
  }),

  scanner: ({ address, attempts, isAtLeast, targets, examples, programs, isPrivate }) => ({
    title: `Один адрес всё время стучится: ${words.quoted(address)}, ${atLeast(times(attempts), isAtLeast)}`,
    explanation: words.sentences(
      programs.length > 0
        ? `Его не пустили; отвечали: ${words.list(programs)}.`
        : 'Его не пустили.',
      targets > 1 &&
        `Спрашивал разное, всего ${words.number(targets)}, например ${words.list(examples)}.`,
      isPrivate
        ? 'Адрес внутренний: это прокси, проверка здоровья или сеть самого Docker, за которой настоящего не видно.'
        : 'Скорее всего, сканер. Так же выглядит мониторинг, который проверяет порт, или ваш клиент либо оператор телефонии с неверной настройкой.',
    ),
    action:
      'Ничего, если адрес вам не знаком. Для тишины закрыть его в файрволе или закрыть порт, если он никому не нужен.',
  }),
}

function restartLoop(facts: RestartLoop): FindingText {
  const { program, times: count, averageSeconds, end, message, runningSince } = facts
  const name = program ?? 'Программа'
  const pace = averageSeconds === null ? '' : `, в среднем каждые ${words.duration(averageSeconds)}`
  switch (end) {
    case 'signal':
      return {
        title: `${name}: остановка и запуск ${times(count)}`,
        explanation: `Запусков — ${words.number(count)}${pace}, каждый после сигнала остановки. Значит, её останавливает что-то снаружи: непройденная проверка здоровья, развёртывание, сторож или человек. Так же выглядят экземпляры, которые заменяют по очереди.`,
        action:
          'Выяснить, кто посылает сигнал: `docker events`, healthcheck в `docker inspect`, `kubectl describe pod`, `journalctl` на хосте.',
      }
    case 'nothing':
      return {
        title: `${name}: ${times(count)} запускалась, и ничто не говорит, почему завершилась`,
        explanation: `Запусков — ${words.number(count)}${pace}, и перед ними нет последних слов. Так выглядит процесс, который убили: не хватило памяти, не пройдена проверка здоровья, контейнер удалён силой. Так же выглядят несколько экземпляров, запущенных друг за другом.`,
        action:
          'Узнать вне лога, чем он кончил: `docker inspect` (OOMKilled, ExitCode), `dmesg`, `kubectl describe pod`.',
      }
    case 'last-line':
      return {
        title: `${name} перезапускается снова и снова: ${times(count)}`,
        explanation: words.sentences(
          `Последняя строка ${words.quoted(message ?? '')} стоит здесь ${times(count)}${pace}. На ней процесс завершается, и что-то запускает его заново.`,
          runningSince === null
            ? 'Ни одна строка после неё не говорит, что программа поднялась.'
            : `Поднялась она ${words.time(runningSince)}, и больше таких концов нет.`,
        ),
        action:
          'Устранить причину, которую называет строка; что она значит — среди видов сообщений.',
      }
  }
}

function crash(facts: Crash, { firstTime }: Finding): FindingText {
  const { end, message, participants, egresses, ingresses, isPart, backAt } = facts
  const name = facts.program ?? 'Программа'
  const open = [
    facts.rooms.length > 0 &&
      `${rooms(facts.rooms.length)} (${words.list(facts.rooms)}), в них ${people(participants)}`,
    egresses.length > 0 && `egress — ${words.number(egresses.length)} (${words.list(egresses)})`,
    ingresses.length > 0 &&
      `ingress — ${words.number(ingresses.length)} (${words.list(ingresses)})`,
  ].filter((part) => part !== false)
  const title = {
    panic: `${name}: аварийное завершение`,
    killed: `${name}: процесс убит (код 137)`,
    fault: `${name}: завершение из-за ошибки доступа к памяти`,
  }[end]
  const openRooms = facts.rooms.length
  return {
    title: openRooms > 0 ? `${title}, открыто: ${rooms(openRooms)}` : title,
    explanation: words.sentences(
      `Конец: ${words.quoted(message)}.`,
      open.length > 0
        ? `Судя по логу, в этот момент было открыто: ${open.join('; ')}.`
        : 'Судя по логу, в этот момент ничего открыто не было.',
      isPart && 'Для этого просмотрены только записи незадолго до него.',
      backAt !== null &&
        (firstTime === null
          ? `Снова работает с ${words.time(backAt)}.`
          : `Снова работает через ${words.between(firstTime, backAt)}, с ${words.time(backAt)}.`),
      end === 'killed' &&
        'Код 137 — процесс убит: ядром из-за нехватки памяти, кем-то вручную или потому, что слишком долго останавливался. Из строки не видно, что именно.',
    ),
    action:
      end === 'killed'
        ? 'Посмотреть, есть ли в `docker inspect` OOMKilled и что о том времени говорит `dmesg`; дать больше памяти или увеличить `stop_grace_period`.'
        : 'Обновиться до последней версии; если ошибка есть и в ней, отправить стек авторам.',
  }
}

function noConnection(facts: NoConnection): FindingText {
  const { who, failures, participants, connected, offered, offersOnlyPrivate } = facts
  const origin = words.sentences(
    facts.networks > 1 && `Они из разных сетей, всего ${words.number(facts.networks)}.`,
    facts.networks === 0 && 'Из каких они сетей, по этим записям не видно.',
  )
  const offer =
    offered.length > 0 &&
    (offersOnlyPrivate
      ? `Сервер предлагал только внутренние адреса: ${words.list(offered)}. Снаружи до них не добраться никому.`
      : `Сервер предлагал ${words.list(offered)}.`)
  const others =
    connected > 0
      ? `В этом же логе медиа подключалось ${times(connected)}.`
      : 'Больше никто в этом логе не подключился, поэтому не видно, в сервере дело или в их сети.'
  if (who === 'everyone')
    return {
      title: `Медиа нет ни у кого: подряд не подключились ${people(participants)}`,
      explanation: words.sentences(
        `Попыток — ${words.number(failures)}, и все кончились одинаково: сигналинг работал, медиа нет, и между первой и последней не подключился никто.`,
        origin,
        offer,
        'Так что дело скорее в сервере: закрыты UDP-порты или 7881/tcp, неверен внешний адрес. Если сети неизвестны, так же выглядят несколько человек за одним строгим файрволом.',
      ),
      action: offersOnlyPrivate
        ? 'Задать `rtc.use_external_ip: true` или публичный адрес в `rtc.node_ip` и перезапустить.'
        : 'Сверить предлагаемый адрес с вашим публичным и открыть к нему UDP-порты из `rtc` и 7881/tcp — в файрволе хоста и у провайдера.',
    }
  return {
    title:
      who === 'one'
        ? `Один участник остаётся без медиа: ${times(failures)}`
        : `Без медиа: ${people(participants)}${connected > 0 ? ', у остальных оно есть' : ''}`,
    explanation: words.sentences(
      `Сигналинг работал, а медиа нет: ${times(failures)}.`,
      others,
      who === 'some' && facts.networks === 1 && connected > 0 && !offersOnlyPrivate
        ? 'Все, у кого не вышло, из одной сети: скорее всего, медиа не выпускает её файрвол.'
        : origin,
      offer,
    ),
    action: offersOnlyPrivate
      ? 'Задать `rtc.use_external_ip: true` или публичный адрес в `rtc.node_ip` и перезапустить.'
      : 'Попробовать из другой сети, например с телефона. Если там работает, предложить TURN поверх TLS на порту 443: его пропускают и строгие файрволы.',
  }
}

const LOST = {
  redis: {
    title: 'Redis был недоступен',
    since: 'Redis недоступен',
    explanation:
      'Без него сервер не запускается и не видит другие узлы, а ingress, egress и SIP не получают работы. Так же выглядят неверный адрес или пароль и контейнеры без общей сети, но сами они не проходят.',
    action:
      'Посмотреть, что о том времени говорят Redis и его хост: перезапуск, память, диск. Отвечает ли он, покажет `redis-cli -h HOST ping` изнутри контейнера.',
  },
  'egress-updates': {
    title: 'Записи не могли сообщить о своём состоянии',
    since: 'Записи не могут сообщить о своём состоянии',
    explanation:
      'Egress не получал ответа от livekit-server, с которым говорит через Redis. Состояние записи, которое видят остальные, в это время устаревшее.',
    action: 'Посмотреть, что было в это время с Redis и livekit-server.',
  },
  'sip-room': {
    title: 'Телефонные звонки потеряли комнату',
    since: 'Телефонные звонки потеряли комнату',
    explanation: 'SIP посреди звонков потерял соединение с livekit-server и пытался его вернуть.',
    action: 'Посмотреть, что было в это время с livekit-server и сетью между ними.',
  },
  agents: {
    title: 'Воркеры агентов не могли соединиться с LiveKit',
    since: 'Воркеры агентов не могут соединиться с LiveKit',
    explanation: 'Пока не зарегистрирован ни один воркер, агенты в комнаты не приходят.',
    action: 'Проверить `LIVEKIT_URL` изнутри контейнера воркера и работал ли livekit-server.',
  },
  webhooks: {
    title: 'Ваш приёмник вебхуков не принимал события',
    since: 'Ваш приёмник вебхуков не принимает события',
    explanation:
      'LiveKit пробовал отправить каждое событие несколько раз и отказался. О чём ваше приложение узнаёт только из вебхуков, о том оно не узнало.',
    action: 'Посмотреть лог самого приёмника, его адрес и сертификат.',
  },
} as const

function outage(facts: Outage, { firstTime }: Finding): FindingText {
  const { of, programs, complaints, lastComplaint, backAt } = facts
  const { title, since, explanation, action } = LOST[of]
  const span =
    firstTime !== null && lastComplaint !== null && lastComplaint > firstTime
      ? ` за ${words.between(firstTime, lastComplaint)}`
      : ''
  return {
    title:
      firstTime === null || backAt === null
        ? `${since}, и ни одна строка не говорит, что это прошло`
        : `${title}, прошло не позже чем через ${words.between(firstTime, backAt)}`,
    explanation: words.sentences(
      `Жалоб${span} — ${words.number(complaints)}${programs.length > 0 ? `, от ${words.list(programs)}` : ''}.`,
      explanation,
      backAt !== null && `Первый признак, что всё снова работает, — ${words.time(backAt)}.`,
    ),
    action,
  }
}
