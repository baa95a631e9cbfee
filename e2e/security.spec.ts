import { join } from 'node:path'

import type { Page } from '@playwright/test'

import type { LogsieveBridge } from '#shared/protocol/application'

import type { App } from './app'
import { expect, test } from './fixtures'
import { active, lines, smallBuffer, unheardOf, writeLog, zap } from './logs'

const ESC = '\u001b'

/** Notes what main gives to the system instead of giving it, and answers its questions. */
async function watchSystem(app: App, answer: 'open' | 'cancel'): Promise<() => Promise<Seen>> {
  await app.electron.evaluate(
    ({ shell, dialog }, response) => {
      const seen: Seen = { opened: [], asked: [] }
      Object.assign(globalThis, { seen })
      shell.openExternal = (url) => {
        seen.opened.push(url)
        return Promise.resolve()
      }
      dialog.showMessageBox = ((_window: unknown, options: { detail?: string }) => {
        seen.asked.push(options.detail ?? '')
        return Promise.resolve({ response, checkboxChecked: false })
      }) as typeof dialog.showMessageBox
    },
    answer === 'open' ? 0 : 1,
  )
  return () => app.electron.evaluate(() => (globalThis as unknown as { seen: Seen }).seen)
}

interface Seen {
  readonly opened: string[]
  readonly asked: string[]
}

/** Calls the bridge and gives what it answers. */
function answer(page: Page, name: keyof LogsieveBridge, argument: unknown) {
  return page.evaluate(
    ([method, value]) =>
      (window as unknown as { logsieve: Record<string, (one: unknown) => Promise<unknown>> })
        .logsieve[method]!(value),
    [name, argument] as const,
  )
}

/** Calls the bridge and gives what went wrong, or null. */
function refusal(page: Page, name: keyof LogsieveBridge, ...args: readonly unknown[]) {
  return page.evaluate(
    async ([method, values]) => {
      const bridge = (
        window as unknown as { logsieve: Record<string, (...all: unknown[]) => Promise<unknown>> }
      ).logsieve
      try {
        await bridge[method]!(...values)
        return null
      } catch (error) {
        return (error as Error).message
      }
    },
    [name, [...args]] as const,
  )
}

test('a log is text: markup, escapes and marks show and do nothing', async ({
  logsieve,
  folder,
}) => {
  const hostile = [
    unheardOf(1, {
      note: '<img src=x onerror="document.title=1"><script>document.title=2</script>',
    }),
    zap('<img src=x onerror="window.hacked=true"> <b>bold</b> &lt;i&gt;'),
    zap(`title ${ESC}]0;owned\u0007 clear ${ESC}[2J colour ${ESC}[31mred${ESC}[0m back\rspace`),
    zap('invoice \u202egol.exe\u202c zero\u200bwidth soft\u00adhyphen \u2066isolate\u2069'),
    zap('prototype', {
      fields: '{"__proto__": {"polluted": true}, "constructor": "x", "toString": 1}',
    }),
    active(6),
  ]
  const app = await logsieve.start(writeLog(folder, 'hostile.log', hostile))
  const { window: log, page } = app
  await log.expectRead()
  await log.expectCounts({ shown: 6, of: 6 })
  const { grid, detail } = log
  await expect(grid.cell(grid.row(2), 'message')).toHaveText(
    '<img src=x onerror="window.hacked=true"> <b>bold</b> &lt;i&gt;',
  )
  const third = grid.cell(grid.row(3), 'message')
  await expect(third).toContainText('title ␛]0;owned␇ clear ␛[2J colour')
  await expect(third).toContainText('back␍space')
  await expect(grid.cell(grid.row(4), 'message')).toHaveText(
    /^invoice \S*U\+202E\S*gol\.exe\S*U\+202C\S* zero\S*U\+200B\S*width soft\S*U\+00AD\S*hyphen \S*U\+2066\S*isolate\S*U\+2069\S*$/,
  )
  for (let index = 1; index <= hostile.length; index++) {
    await grid.row(index).click()
    await expect(detail.root).toContainText(`Line ${index}`)
    if (index === 3) await expect(detail.section('raw')).toContainText('␛]0;owned␇')
    if (index === 5) await expect(detail.tree).toContainText('polluted')
  }
  await log.tab('triage').click()
  await expect(log.triage.kinds).toHaveCount(hostile.length)
  const state = await page.evaluate(() => ({
    title: document.title,
    hacked: 'hacked' in window,
    polluted: 'polluted' in {},
    foreign: document.querySelectorAll(
      'img, script:not([src^="/"]):not([src^="./"]), b, i, iframe, object, embed',
    ).length,
  }))
  expect(state).toEqual({
    title: 'hostile.log – Logsieve',
    hacked: false,
    polluted: false,
    foreign: 0,
  })
})

test('a hostile file name is shown, not obeyed', async ({ logsieve, folder }) => {
  test.skip(process.platform === 'win32', 'such names are refused there')
  const name = `a\u202e${ESC}]0;x\u0007<b>.log`
  const app = await logsieve.start(writeLog(folder, name, lines(1)))
  await app.window.expectRead()
  await expect(app.window.name).toHaveText(/^a\S*U\+202E\S*␛\]0;x␇<b>\.log$/)
  const title = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getTitle(),
  )
  expect(title).toMatch(/^a<U\+202E>␛\]0;x␇<b>\.log – Logsieve$/)
})

test('the page has the listed functions and nothing of Node', async ({ logsieve }) => {
  const { page } = await logsieve.start()
  const found = await page.evaluate(() => ({
    bridge: Object.keys((window as unknown as { logsieve: object }).logsieve).sort(),
    node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'].filter(
      (name) => name in window,
    ),
    kinds: [
      ...new Set(
        Object.values((window as unknown as { logsieve: object }).logsieve).map(
          (value) => typeof value,
        ),
      ),
    ].sort(),
  }))
  expect(found).toEqual({
    bridge: [
      'activateTab',
      'answerQuestion',
      'browseServer',
      'cancelQuestion',
      'changeMerge',
      'clearRecent',
      'closeTab',
      'getConnection',
      'getFront',
      'getSettings',
      'listContainers',
      'listHosts',
      'listRecent',
      'listRuleProblems',
      'listSession',
      'moveTab',
      'newTab',
      'onEvent',
      'openContainer',
      'openDialog',
      'openDropped',
      'openEntry',
      'openExample',
      'openLink',
      'openMerged',
      'openRecent',
      'openServer',
      'pageReady',
      'platform',
      'reopenSession',
      'retryConnection',
      'saveCopy',
      'saveRule',
      'setSettings',
      'showOlderFiles',
      'stopBrowsing',
      'stopConnection',
      'tryAgain',
      'wantFront',
      'writeClipboard',
    ],
    node: [],
    kinds: ['function', 'string'],
  })
})

test('the window is sandboxed and isolated', async ({ logsieve }) => {
  const app = await logsieve.start()
  await app.window.expectWelcome()
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    // Not in Electron's types, but the only way to see what is in force.
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>
    }
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences()
    return {
      sandbox,
      contextIsolation,
      nodeIntegration,
      webSecurity,
      webviewTag: Boolean(webviewTag),
    }
  })
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })
})

test('no navigation, no new window, no frame, no download', async ({
  logsieve,
  folder,
  witness,
}) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', lines(3)))
  const { window: log, page } = app
  await log.expectRead()
  witness.allow(
    /logsieve: (?:refused|blocked|no such file)/,
    /Content Security Policy|ERR_BLOCKED_BY_CSP|--trace-warnings/,
    /Not allowed to (?:load local resource|navigate top frame)/,
  )
  const address = page.url()
  expect(new URL(address).protocol).toBe('app:')
  // Asked of main: Playwright waits for a navigation that was refused for ever.
  const expectStill = async (after: string) => {
    const windows = await app.electron.evaluate(({ BrowserWindow }) =>
      Promise.all(
        BrowserWindow.getAllWindows().map(async ({ webContents }) => [
          webContents.getURL(),
          (await webContents.executeJavaScript('document.title')) as unknown,
          (await webContents.executeJavaScript(
            'document.querySelector("h1").textContent',
          )) as unknown,
        ]),
      ),
    )
    expect(windows, after).toEqual([[address, 'a.log – Logsieve', 'a.log']])
  }

  for (const target of [
    'https://example.org/',
    'file:///etc/passwd',
    'data:text/html,hello',
    'app://logsieve/assets/index.js',
    'javascript:document.title=3',
  ]) {
    await page.evaluate((to) => {
      location.href = to
    }, target)
    await expectStill(`location = ${target}`)
    for (const attribute of ['download', 'target']) {
      await page.evaluate(
        ([to, name]) => {
          const link = document.createElement('a')
          link.href = to
          link.setAttribute(name, '_blank')
          document.body.append(link)
          link.click()
          link.remove()
        },
        [target, attribute] as const,
      )
      await expectStill(`a link to ${target} with ${attribute}`)
    }
    expect(await page.evaluate((to) => window.open(to) === null, target)).toBe(true)
    await expectStill(`window.open(${target})`)
  }

  await page.evaluate(() => {
    for (const src of ['https://example.org/', 'app://logsieve/index.html', 'data:text/html,x']) {
      const frame = document.createElement('iframe')
      frame.src = src
      document.body.append(frame)
    }
  })
  await expectStill('frames')
  const reached = await page.evaluate(() =>
    Array.from(window.frames, (frame) => {
      try {
        return 'logsieve' in frame
      } catch {
        return false
      }
    }),
  )
  expect(reached).toEqual([false, false, false])
})

test('a dropped page is a log like any other', async ({ logsieve, folder }) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', lines(3)))
  const { window: log, page } = app
  await log.expectRead()
  const address = page.url()
  const content = '<title>dropped</title><script>window.hacked = 1</script>'
  await log.drop(writeLog(folder, 'page.html', [content]))
  await log.expectOpen('page.html')
  await expect(log.grid.cell(log.grid.row(1), 'message')).toHaveText(content)
  expect(page.url()).toBe(address)
})

test('the page talks to nobody', async ({ logsieve, witness }) => {
  const app = await logsieve.start()
  await app.window.expectWelcome()
  witness.allow(
    /Content Security Policy|Refused to|violates/,
    /logsieve: blocked/,
    /ERR_BLOCKED_BY_CLIENT|Failed to load resource/,
  )
  const results = await app.page.evaluate(async () => {
    const violations: string[] = []
    Object.assign(window, { violations })
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
      violations.push(effectiveDirective),
    )
    const fetched = await fetch('https://example.org/').then(
      () => 'reached',
      () => 'refused',
    )
    const socket = await new Promise<string>((resolve) => {
      try {
        const webSocket = new WebSocket('wss://example.org/')
        webSocket.onopen = () => resolve('reached')
        webSocket.onerror = () => resolve('refused')
      } catch {
        resolve('refused')
      }
    })
    const pictured = await new Promise<string>((resolve) => {
      const image = new Image()
      image.onload = () => resolve('reached')
      image.onerror = () => resolve('refused')
      image.src = 'https://example.org/x.png'
    })
    const script = document.createElement('script')
    script.textContent = 'window.hacked = true'
    document.body.append(script)
    return { fetched, socket, pictured, isInlineRun: 'hacked' in window }
  })
  expect(results).toEqual({
    fetched: 'refused',
    socket: 'refused',
    pictured: 'refused',
    isInlineRun: false,
  })
  await expect
    .poll(() => app.page.evaluate(() => (window as unknown as { violations: string[] }).violations))
    .toEqual(expect.arrayContaining(['connect-src', 'img-src', 'script-src-elem']))
})

test('permissions are denied', async ({ logsieve, witness }) => {
  witness.allow(/logsieve: denied the permission/)
  const { page } = await logsieve.start()
  const answers = await page.evaluate(async () => {
    const query = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state
    return {
      notification: await Notification.requestPermission(),
      queried: await Promise.all(
        ['geolocation', 'camera', 'microphone', 'clipboard-read'].map(query),
      ),
      // Where there is no microphone, that is told first.
      media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'refused',
      ),
      clipboard: await navigator.clipboard.readText().then(
        () => 'granted',
        (error: unknown) => (error as Error).name,
      ),
    }
  })
  expect(answers).toEqual({
    notification: 'denied',
    queried: ['denied', 'denied', 'denied', 'denied'],
    media: 'refused',
    clipboard: 'NotAllowedError',
  })
})

test('evidence opens in the browser after a question, and only https does', async ({
  logsieve,
  folder,
  witness,
}) => {
  const app = await logsieve.start(writeLog(folder, 'a.log', [smallBuffer(1), active(2)]))
  const { window: log, page } = app
  await log.expectRead()
  await log.grid.row(1).click()
  const link = log.detail.links.first()
  const href = await link.getAttribute('href')
  expect(href).toMatch(/^https:\/\//)

  let seen = await watchSystem(app, 'cancel')
  await link.click()
  await expect.poll(async () => (await seen()).asked).toEqual([href])
  expect((await seen()).opened).toEqual([])
  seen = await watchSystem(app, 'open')
  await link.click()
  await expect.poll(async () => (await seen()).opened).toEqual([href])

  witness.allow(/logsieve: link\.open: failed:/)
  for (const address of [
    'http://example.org/',
    'file:///etc/passwd',
    'ms-msdt:/id',
    'javascript:alert(1)',
    'smb://192.0.2.1/share',
    String.raw`\\192.0.2.1\share`,
    'https://user:secret@example.org/',
    'no address',
  ]) {
    expect(await refusal(page, 'openLink', address), address).toMatch(/^failed: /)
  }
  expect(await seen()).toEqual({ opened: [href], asked: [href] })
})

test('main refuses what is no request of the table', async ({ logsieve, witness }) => {
  const { page, window } = await logsieve.start()
  await window.expectWelcome()
  witness.allow(/logsieve: [\w.]+: (?:bad-arguments|failed):/)
  expect(await refusal(page, 'setSettings', { theme: 'pink' })).toMatch(/^bad-arguments/)
  expect(await refusal(page, 'setSettings', { theme: 'dark', more: 1 })).toMatch(/^bad-arguments/)
  expect(await refusal(page, 'setSettings', null)).toMatch(/^bad-arguments/)
  expect(await refusal(page, 'openRecent', -1)).toMatch(/^bad-arguments/)
  expect(await refusal(page, 'openRecent', '/etc/passwd')).toMatch(/^bad-arguments/)
  expect(await refusal(page, 'writeClipboard', { text: 'x' })).toMatch(/^bad-arguments/)
  // A path is no file: only what was really dropped has one.
  expect(await refusal(page, 'openDropped', ['/etc/passwd'])).not.toBeNull()
  expect(await refusal(page, 'openDropped', [{ path: '/etc/passwd' }])).not.toBeNull()
  expect(await refusal(page, 'activateTab', 'first')).toMatch(/^bad-arguments/)
  expect(await refusal(page, 'answerQuestion', 1, 'yes\nno')).toMatch(/^bad-arguments/)
  expect(await refusal(page, 'openServer', 'ssh://host/a.log')).toMatch(/^bad-arguments/)
  const options = { host: '-oProxyCommand=id', port: '', path: '/a.log' }
  expect(await answer(page, 'openServer', options)).toEqual({ ok: false, field: 'host' })
  expect(await answer(page, 'browseServer', options)).toEqual({ ok: false, field: 'host' })
  // Nobody has asked.
  expect(await refusal(page, 'answerQuestion', 1, 'yes')).toBeNull()
  const made = await page.evaluate(async () => {
    const bridge = (window as unknown as { logsieve: LogsieveBridge }).logsieve
    return bridge.openDropped([new File(['x'], '/etc/passwd')]).then(
      () => 'opened',
      (error: unknown) => String(error),
    )
  })
  expect(made).toContain('bad-arguments')
  await window.expectWelcome()
})

test('main answers neither a strange window nor a strange page in its own', async ({
  logsieve,
  witness,
}) => {
  const app = await logsieve.start()
  await app.window.expectWelcome()
  witness.allow(/logsieve: [\w.]+: refused:/, /page error: refused:/, /Electron Security Warning/)
  const ask = 'window.logsieve.getSettings().then(() => "answered", (error) => error.message)'

  // The very page and preload of the app, in a window that it has not made.
  const preload = join(import.meta.dirname, '..', 'out', 'preload', 'index.cjs')
  const stranger = await app.electron.evaluate(
    async ({ BrowserWindow }, { code, path }) => {
      const [own] = BrowserWindow.getAllWindows()
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: path, sandbox: true },
      })
      await window.loadURL(own?.webContents.getURL() ?? '').catch(() => undefined)
      const answer: unknown = await window.webContents.executeJavaScript(code)
      window.destroy()
      return answer
    },
    { code: ask, path: preload },
  )
  expect(stranger).toMatch(/^refused: the sender is not a window of the app/)

  // Another origin in a window of the app.
  const foreign = await app.electron.evaluate(async ({ BrowserWindow }, code) => {
    const [own] = BrowserWindow.getAllWindows()
    await own?.webContents.loadURL('data:text/html,<title>elsewhere</title>')
    return (await own?.webContents.executeJavaScript(code)) as unknown
  }, ask)
  expect(foreign).toMatch(/^refused: the sender's origin is/)
})
