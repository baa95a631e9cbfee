import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { sharedTestFolder } from '#testing/test-folder'

import { report } from './index'

const examples = join(import.meta.dirname, '../../../examples')
const example = (name: string) => join(examples, name)

const folder = sharedTestFolder()

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** The first lines, without the place of this repository and with plain blanks. */
function beginning(text: string, lines: number, width = 140): string {
  return text
    .replaceAll(examples, 'examples')
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .slice(0, lines)
    .map((line) => line.slice(0, width))
    .join('\n')
}

describe('the example of the page', () => {
  test('as text', async () => {
    const text = await report([example('dokploy-ingress.log')], { format: 'text', lang: 'en' })
    expect(beginning(text, 35)).toMatchInlineSnapshot(`
      "examples/dokploy-ingress.log
      records: 1,319 · 2026-11-20 14:03:12 to 2026-11-21 14:00:10 UTC · in use: browser calls only

      What several records say together
      =================================

      PROBLEM  3 participants get no media, while others do
          2026-11-20 17:33:33 – 2026-11-20 17:42:06
          Signalling worked and media did not, 3 times. In the same log media was connected 25 times.
          The server offered internal addresses only: “10.20.0.5”. Nobody outside can reach these.
          → Set \`rtc.use_external_ip: true\`, or \`rtc.node_ip\` to the public address, and restart.
          records: 3, lines 249, 261, 287

      NOISE  Strangers try stream keys: 309 times
          2026-11-20 14:15:31 – 2026-11-21 14:00:10
          Different keys: 22, most often “graphql”, “login”, “api”; no ingress was found for any. Such
          words are parts of paths that scanners of the web ask for: ingress takes the last part of a
          POST to its WHIP port for a stream key. It does not write from which address they come; the
          access log of a proxy before it may.
          → Nothing. If nobody streams by WHIP or RTMP here, do not publish ports 8080 and 1935, and
          it is quiet.
          records: 309, lines 25, 26, 27, 30, 31, 201, 202, 203, 206, 207, …

      Kinds of messages
      =================

      PROBLEM  3 × removing participant without connection  (livekit, info)
          2026-11-20 17:33:33 – 2026-11-20 17:42:06
          Media of a participant never connected, and the server had offered nothing but internal
          addresses (\`[local]\`). Whoever is outside its network cannot reach these.
          → Set \`rtc.node_ip\` to the public address, or \`rtc.use_external_ip: true\` with a STUN server
          that is outside, and open the UDP ports and 7881/tcp. If all participants are meant to be in
          this network, look for a firewall within it.

      CLIENT  1 × could not handle new participant  (livekit, error)"
    `)
  })

  test('of some time, to the end of the minute that is named', async () => {
    const [since, until] = [Date.parse('2026-11-20T17:33:00Z'), Date.parse('2026-11-20T17:40:59Z')]
    const options = { format: 'text', lang: 'en', since, until } as const
    const text = await report([example('dokploy-ingress.log')], options)
    expect(beginning(text, 8)).toMatchInlineSnapshot(`
      "examples/dokploy-ingress.log
      records: 38 · 2026-11-20 17:33:18 to 2026-11-20 17:40:35 UTC · in use: browser calls only

      What several records say together
      =================================

      PROBLEM  3 participants get no media, while others do
          2026-11-20 17:33:33 – 2026-11-20 17:42:06"
    `)
  })

  test('as text, in Russian', async () => {
    const text = await report([example('dokploy-ingress.log')], { format: 'text', lang: 'ru' })
    expect(beginning(text, 35)).toMatchInlineSnapshot(`
      "examples/dokploy-ingress.log
      записей: 1 319 · с 2026-11-20 14:03:12 по 2026-11-21 14:00:10 UTC · используются только звонки через браузер

      О чём несколько записей говорят вместе
      ======================================

      ПРОБЛЕМА  Без медиа: 3 участника, у остальных оно есть
          2026-11-20 17:33:33 – 2026-11-20 17:42:06
          Сигналинг работал, а медиа нет: 3 раза. В этом же логе медиа подключалось 25 раз. Сервер
          предлагал только внутренние адреса: «10.20.0.5». Снаружи до них не добраться никому.
          → Задать \`rtc.use_external_ip: true\` или публичный адрес в \`rtc.node_ip\` и перезапустить.
          записей: 3, строки 249, 261, 287

      ШУМ  Чужие подбирают ключи потоков: 309 раз
          2026-11-20 14:15:31 – 2026-11-21 14:00:10
          Разных ключей — 22, чаще всего «graphql», «login», «api»; ни для одного ingress не нашёлся.
          Такие слова — части путей, которые запрашивают веб-сканеры: ключом ingress считает последнюю
          часть пути POST-запроса на порт WHIP. С какого адреса они пришли, он не пишет; это может
          быть в логе доступа прокси перед ним.
          → Ничего. Если по WHIP и RTMP здесь никто не вещает, не публиковать порты 8080 и 1935 — и
          станет тихо.
          записей: 309, строки 25, 26, 27, 30, 31, 201, 202, 203, 206, 207, …

      Виды сообщений
      ==============

      ПРОБЛЕМА  3 × removing participant without connection  (livekit, info)
          2026-11-20 17:33:33 – 2026-11-20 17:42:06
          Медиа участника так и не подключилось, а сервер предлагал только внутренние адреса
          (\`[local]\`). Снаружи его сети они недоступны.
          → Указать публичный адрес в \`rtc.node_ip\` либо включить \`rtc.use_external_ip: true\` с
          внешним STUN-сервером; открыть UDP-порты и 7881/tcp. Если все участники должны быть в этой
          же сети, искать файрвол внутри неё.

      КЛИЕНТ  1 × could not handle new participant  (livekit, error)"
    `)
  })

  test('as Markdown', async () => {
    const text = await report([example('dokploy-ingress.log')], { format: 'md', lang: 'en' })
    expect(beginning(text, 28)).toMatchInlineSnapshot(`
      "# What this log says

      \`examples/dokploy-ingress.log\`

      records: 1,319 · 2026-11-20 14:03:12 to 2026-11-21 14:00:10 UTC · in use: browser calls only

      ## What several records say together

      ### Problem: 3 participants get no media, while others do

      2026-11-20 17:33:33 – 2026-11-20 17:42:06 · records: 3, lines 249, 261, 287

      Signalling worked and media did not, 3 times. In the same log media was connected 25 times. The server offered internal addresses only: “10.

      **What to do:** Set \`rtc.use_external_ip: true\`, or \`rtc.node_ip\` to the public address, and restart.

      ### Noise: Strangers try stream keys: 309 times

      2026-11-20 14:15:31 – 2026-11-21 14:00:10 · records: 309, lines 25, 26, 27, 30, 31, 201, 202, 203, 206, 207, …

      Different keys: 22, most often “graphql”, “login”, “api”; no ingress was found for any. Such words are parts of paths that scanners of the w

      **What to do:** Nothing. If nobody streams by WHIP or RTMP here, do not publish ports 8080 and 1935, and it is quiet.

      ## Kinds of messages

      | Category | Count | First | Last | Message | Meaning | What to do |
      | --- | --- | --- | --- | --- | --- | --- |"
    `)
  })

  test('as HTML, in Russian', async () => {
    const text = await report([example('dokploy-ingress.log')], { format: 'html', lang: 'ru' })
    const lines = text
      .split('\n')
      .filter((line) => /^(?:<html|<h[123]|<p>|<section|<tr>)/.test(line))
    expect(beginning(lines.join('\n'), 9)).toMatchInlineSnapshot(`
      "<html lang="ru">
      <h1>О чём говорит этот лог</h1>
      <h2><code>examples/dokploy-ingress.log</code></h2>
      <p>записей: 1 319 · с 2026-11-20 14:03:12 по 2026-11-21 14:00:10 UTC · используются только звонки через браузер</p>
      <h3>О чём несколько записей говорят вместе</h3>
      <section class="finding"><h4>Проблема: Без медиа: 3 участника, у остальных оно есть</h4><p>2026-11-20 17:33:33 – 2026-11-20 17:42:06 · запис
      <section class="finding"><h4>Шум: Чужие подбирают ключи потоков: 309 раз</h4><p>2026-11-20 14:15:31 – 2026-11-21 14:00:10 · записей: 309, ст
      <h3>Виды сообщений</h3>
      <tr><td>Проблема</td><td>3</td><td>2026-11-20 17:33:33</td><td>2026-11-20 17:42:06</td><td><code>removing participant without connection</co"
    `)
  })

  test('as JSON', async () => {
    const text = await report([example('dokploy-ingress.log')], { format: 'json', lang: 'en' })
    const [source] = (
      JSON.parse(text) as { sources: { source: string; rows: Record<string, unknown>[] }[] }
    ).sources
    const { meaning, action, ...row } = source!.rows[0]!
    expect({ row, texts: [typeof meaning, typeof action] }).toMatchInlineSnapshot(`
      {
        "row": {
          "category": "problem",
          "command": null,
          "component": "livekit",
          "count": 3,
          "example": null,
          "first": "2026-11-20T17:33:33.404Z",
          "last": "2026-11-20T17:42:06.311Z",
          "level": "info",
          "message": "removing participant without connection",
          "rule": "livekit-server.removed-without-connection-internal",
          "template": null,
          "versions": {
            "livekit": {
              "from": "v1.5.2",
            },
          },
        },
        "texts": [
          "string",
          "string",
        ],
      }
    `)
  })
})

describe('what several records say together', () => {
  const crash = [
    `2024-05-26T22:55:05.818Z\tINFO\tlivekit\ta/b.go:1\tparticipant active\t{"room": "<b>\u001b[2J **x** \`y\`", "participant": "anna"}`,
    'panic: runtime error: index out of range [1]',
    'github.com/livekit/livekit-server/pkg/rtc.(*Room).Join(0x0)',
  ].join('\n')

  test('as JSON, with its facts and lines', async () => {
    const path = await fileOf('crash.log', `${crash}\n`)
    const text = await report([path], { format: 'json', lang: 'en' })
    const [source] = (JSON.parse(text) as { sources: { findings: Record<string, unknown>[] }[] })
      .sources
    const [{ explanation, action, facts, ...finding } = {}] = source!.findings
    expect([finding, typeof explanation, typeof action]).toEqual([
      {
        category: 'problem',
        first: '2024-05-26T22:55:05.000Z',
        last: '2024-05-26T22:55:05.000Z',
        title: 'livekit crashed with 1 room open',
        records: 2,
        lines: [1, 2],
      },
      'string',
      'string',
    ])
    expect(facts).toMatchObject({ kind: 'crash', end: 'panic', participants: 1 })
  })

  test('a hostile name in it is text', async () => {
    const path = await fileOf('crash.log', `${crash}\n`)
    const [html = '', md = '', text = ''] = await Promise.all(
      (['html', 'md', 'text'] as const).map((format) => report([path], { format, lang: 'en' })),
    )
    const open = /1 room \(.*?\)|1 room \\\(.*?\\\)/s
    expect([html, md, text.replace(/\s+/g, ' ')].map((all) => open.exec(all)?.[0])).toEqual([
      '1 room (“&lt;b&gt;␛[2J **x** y”)',
      String.raw`1 room \(“\<b\>␛\[2J \*\*x\*\* y”\)`,
      '1 room (“<b>␛[2J **x** y”)',
    ])
  })
})

test.each([
  ['dokploy-ingress.log', 'removing participant without connection'],
  ['livekit-server.jsonl', 'unable to connect to redis: '],
  ['compose-mixed.log', 'panic: '],
])('the real problem of %s comes first', async (name, message) => {
  const text = await report([example(name)], { format: 'text', lang: 'en' })
  const [, kinds = ''] = text.split(/^Kinds of messages\n=+\n\n/m)
  expect(kinds.split('\n')[0]).toMatch(new RegExp(`^PROBLEM  \\d+ × ${message}`))
})

test('what is in use changes what a message means', async () => {
  const path = await fileOf(
    'rtmp.log',
    'time="2024-05-26T22:55:06Z" level=info msg="Server closed by error: Err = EOF\\nFailed to handshake\\nx" logger=ingress\n',
  )
  const headings = await Promise.all(
    [[], ['rtmp' as const]].map(async (uses) =>
      (await report([path], { format: 'text', lang: 'en', uses })).split('\n').slice(1, 4),
    ),
  )
  expect(headings).toEqual([
    [
      'records: 1 · 2024-05-26 22:55:06 to 2024-05-26 22:55:06 UTC · in use: browser calls only',
      '',
      'NOISE  1 × Server closed by error: Err = EOF  (ingress, info)',
    ],
    [
      'records: 1 · 2024-05-26 22:55:06 to 2024-05-26 22:55:06 UTC · in use: RTMP',
      '',
      'CLIENT  1 × Server closed by error: Err = EOF  (ingress, info)',
    ],
  ])
})

test('several logs, one of them empty', async () => {
  const paths = [
    await fileOf('empty.log', '\n\n'),
    await fileOf('one.log', 'unable to connect to redis: x'),
  ]
  const text = await report(paths, { format: 'text', lang: 'en' })
  expect(
    text
      .replaceAll(folder, '')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('    ')),
  ).toEqual([
    '/empty.log',
    'records: 0 · in use: browser calls only',
    'The log is empty.',
    '/one.log',
    'records: 1 · in use: browser calls only',
    'PROBLEM  1 × unable to connect to redis: x  (error)',
  ])
})

describe('a hostile message is text', () => {
  const hostile = `<img src=x onerror="alert('1')"> | **bold** [link](https://example.org) \`code\` &lt; \\| # _x_ \u001b[2J\u202e`

  async function lineWith(
    format: 'text' | 'md' | 'json' | 'html',
    marker: string,
  ): Promise<string> {
    const path = await fileOf(
      'hostile.log',
      `2024-05-26T22:55:05.818Z\tINFO\tlivekit\ta/b.go:1\t${hostile}\n`,
    )
    const text = await report([path], { format, lang: 'en' })
    return text.split('\n').find((line) => line.includes(marker)) ?? ''
  }

  test('in HTML', async () => {
    const row = await lineWith('html', '<tr><td>')
    expect(/<code>(.*?)<\/code>/.exec(row)?.[1]).toBe(
      '&lt;img src=x onerror=&quot;&lt;*&gt;&quot;&gt; | **bold** [link](https://example.org) `code` &amp;lt; \\| # _x_ ␛[&lt;*&gt;J&lt;U+202E&gt;',
    )
    expect(/For example: <code>(.*?)<\/code>/.exec(row)?.[1]).toBe(
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; | **bold** [link](https://example.org) `code` &amp;lt; \\| # _x_ ␛[2J&lt;U+202E&gt;',
    )
  })

  test('in Markdown: one cell, nothing in it is markup', async () => {
    const row = await lineWith('md', 'onerror')
    // Cells end at bars that no backslash escapes.
    const cells = row.split(/(?<!\\)(?:\\\\)*\|/).map((cell) => cell.trim())
    expect([cells.length, cells[5], cells[6]]).toEqual([
      9,
      String.raw`\<img src=x onerror="\<\*\>"\> \| \*\*bold\*\* \[link\]\(https://example.org\) \`code\` \&lt; \\\| \# \_x\_ ␛\[\<\*\>J\<U\+202E\>`,
      String.raw`No rule explains this message yet. For example: \<img src=x onerror="alert\('1'\)"\> \| \*\*bold\*\* \[link\]\(https://example.org\) \`code\` \&lt; \\\| \# \_x\_ ␛\[2J\<U\+202E\>`,
    ])
  })

  test('in text', async () => {
    expect([await lineWith('text', 'UNKNOWN'), await lineWith('text', 'For example')]).toEqual([
      `UNKNOWN  1 × <img src=x onerror="<*>"> | **bold** [link](https://example.org) \`code\` &lt; \\| # _x_ ␛[<*>J<U+202E>  (livekit, info)`,
      `    For example: <img src=x onerror="alert('1')"> | **bold** [link](https://example.org) \`code\` &lt; \\| # _x_ ␛[2J<U+202E>`,
    ])
  })

  test('in the name of the file', async () => {
    const name = '<img src=x onerror=alert(1)>`|.log'
    await mkdir(folder, { recursive: true })
    const path = await fileOf(name, '')
    const [html, md] = await Promise.all(
      (['html', 'md'] as const).map((format) => report([path], { format, lang: 'en' })),
    )
    expect([html!.includes('<img'), html!.includes('&lt;img'), md!.split('\n')[2]]).toEqual([
      false,
      true,
      `\`${path.replaceAll('`', "'")}\``,
    ])
  })
})

test.each([
  ['nothing-here.log', ': there is no such file'],
  ['nothing-in-it', ': it is a folder, name a file in it'],
])('%s fails in one line', async (name, message) => {
  await mkdir(join(folder, 'nothing-in-it'), { recursive: true })
  await expect(report([join(folder, name)], { format: 'text', lang: 'en' })).rejects.toThrow(
    message,
  )
})
