import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { app, BrowserWindow, Menu, nativeTheme, session } from 'electron'

import type { MenuCommand } from '#shared/protocol/application'

import { registerAppScheme, serveApp } from './app-protocol'
import { type CommandLine, readArguments } from './arguments'
import { ContainerPicker } from './container-picker'
import { takeInput } from './handed-input'
import { openDoor } from './ipc'
import { warn } from './log'
import { showMenu } from './menu'
import { closeNetwork } from './network'
import { OpenSources } from './open-sources'
import { Opener } from './opener'
import { pageAddress } from './page-address'
import { denyPermissions } from './permissions'
import { chooseProfile } from './profile'
import { Questions } from './questions'
import { RecentFiles } from './recent'
import { type AskedParts, requestHandlers } from './request-handlers'
import { isRemotelyDebugged, keepSandboxOn, secureWebContents } from './secure-web-contents'
import { Session } from './session'
import { openSettings } from './settings'
import { Servers } from './servers'
import { isFirstInstance, type SecondInstance } from './single-instance'
import { pipedInput } from './standard-input'
import { UserPacks } from './user-packs/user-packs'
import { repaintWindows } from './window-frame'
import { Windows } from './windows'

/** The first rows come soon after the window. */
const WATCH_AFTER_MS = 1000

/** The parts that live as long as the app. */
interface Parts extends AskedParts {
  readonly windows: Windows
}

const page = pageAddress(app.isPackaged, process.env.ELECTRON_RENDERER_URL)
/** What came before the app was ready: a second instance, or a file that macOS hands over. */
const waiting: SecondInstance[] = []
let parts: Parts | null = null

start()

function start(): void {
  if (app.isPackaged && isRemotelyDebugged()) {
    warn('remote debugging is not available')
    app.exit(1)
    return
  }
  chooseProfile()
  if (!isFirstInstance(wantedInput(), openFor)) return
  keepSandboxOn()
  // Else Electron makes one of its own first, which nobody sees.
  Menu.setApplicationMenu(null)
  registerAppScheme()
  secureWebContents(page)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openFor({ argv: [process.execPath, '--', path], workingDirectory: '/', input: null })
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.whenReady().then(run, (error: unknown) => {
    warn(String(error))
    app.exit(1)
  })
}

function run(): void {
  const ready = build()
  parts = ready
  closeNetwork(session.defaultSession, page.developmentServer)
  denyPermissions(session.defaultSession)
  serveApp(session.defaultSession, join(app.getAppPath(), 'out', 'renderer'))
  openDoor(requestHandlers(ready), {
    pageOrigin: page.origin,
    windowOf: (contents) => ready.windows.of(contents),
  })
  followChanges(ready)
  app.on('before-quit', () => ready.lastSession.end())
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) ready.windows.create()
  })
  openFirst(ready)
}

function build(): Parts {
  const settings = openSettings()
  const recent = new RecentFiles()
  const userPacks = new UserPacks(join(app.getPath('userData'), 'rules'), () =>
    windows.applyRules(),
  )
  const sources = new OpenSources()
  const lastSession = new Session(() => windows.tellAll('session.changed', undefined))
  const windows = new Windows(page, settings, recent, userPacks, sources, lastSession)
  const questions = new Questions()
  const opener = new Opener(windows, settings, recent, questions, lastSession)
  const containers = new ContainerPicker(opener, questions)
  const ssh = { questions, sources, servers: new Servers(opener, questions) }
  return { settings, recent, lastSession, userPacks, windows, opener, containers, ssh }
}

/** Menu, theme and pages say what the settings, the list of recent files and the user's rules say. */
function followChanges({ settings, recent, userPacks, windows, opener, ssh }: Parts): void {
  const rebuildMenu = (): void =>
    showMenu(
      { language: settings.language, settings: settings.current, recent: recent.list() },
      {
        newTab: () => windows.current.addWelcome(),
        newWindow: () => windows.create(),
        open: () => void opener.openDialog(windows.current),
        openExample: () => void opener.openExample(windows.current),
        openRecent: (index) => void opener.openRecent(windows.current, index),
        clearRecent: () => opener.forget(),
        closeTab: () => void windows.current.close(),
        command: (command: MenuCommand) => windows.current.page.tell('menu.command', command),
        set: (patch) => settings.set(patch),
      },
    )
  rebuildMenu()
  settings.onChange((now, before) => {
    windows.tellAll('settings.changed', now)
    if (now.language !== before.language || now.theme !== before.theme) rebuildMenu()
  })
  recent.onChange(() => {
    windows.tellAll('recent.changed', undefined)
    rebuildMenu()
  })
  ssh.sources.onFront((source, state) => {
    windows.tellAll('front.changed', { source, state })
  })
  ssh.sources.onState((source, state) => {
    windows.tellAll('connection.changed', { source, state })
  })
  // Behind the first rows: until then the page needs this process.
  app.once('browser-window-created', (_event, window) => {
    window.once('show', () => setTimeout(() => void userPacks.watch(), WATCH_AFTER_MS))
  })
  nativeTheme.on('updated', repaintWindows)
}

/** The standard input where it is a source of this command line: it is named, or nothing is. */
function wantedInput(): Readable | null {
  const { sources: named } = commandLine(process.argv, process.cwd())
  if (named.includes('-')) return process.stdin
  return named.length === 0 ? pipedInput() : null
}

function openFirst({ opener }: Parts): void {
  const workingDirectory = process.cwd()
  const wanted = commandLine(process.argv, workingDirectory)
  opener.openSources(wanted, workingDirectory, wantedInput())
  for (const other of waiting.splice(0)) openFor(other)
}

/** Opens what another instance was asked to open. */
function openFor(other: SecondInstance): void {
  if (parts === null) {
    waiting.push(other)
    return
  }
  const { workingDirectory, input } = other
  const wanted = commandLine(other.argv, workingDirectory)
  parts.opener.openSources(wanted, workingDirectory, input === null ? null : takeInput(input))
}

function commandLine(argv: readonly string[], workingDirectory: string): CommandLine {
  return readArguments(argv, {
    workingDirectory,
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
  })
}
