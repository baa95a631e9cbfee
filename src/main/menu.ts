import { app, Menu, type MenuItemConstructorOptions } from 'electron'

import { LANGUAGES, type Language } from '#shared/language'
import type { MenuCommand, RecentFile } from '#shared/protocol/application'
import type { Settings } from '#shared/settings'
import { THEMES, type Theme } from '#shared/theme'

import { nativeTexts, type NativeTexts } from './menu-texts'

export interface MenuState {
  readonly language: Language
  readonly settings: Settings
  readonly recent: readonly RecentFile[]
}

export interface MenuActions {
  readonly newTab: () => void
  readonly newWindow: () => void
  readonly open: () => void
  readonly openExample: () => void
  readonly openRecent: (index: number) => void
  readonly clearRecent: () => void
  readonly closeTab: () => void
  readonly command: (command: MenuCommand) => void
  readonly set: (patch: Partial<Settings>) => void
}

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ru: 'Русский' }

/** Builds the application menu anew: Electron cannot change the texts of one that is there. */
export function showMenu(state: MenuState, actions: MenuActions): void {
  const text = nativeTexts(state.language)
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      { label: text.file, submenu: fileMenu(text, state, actions) },
      { label: text.edit, submenu: editMenu(text, actions) },
      { label: text.view, submenu: viewMenu(text, state, actions) },
      { label: text.help, submenu: helpMenu(text, actions) },
    ]),
  )
}

/**
 * A key that the page itself listens to (src/renderer/src/shortcuts): the menu shows it and leaves
 * it alone. A Mac cannot only show one, and would take a bare letter from whoever writes.
 */
function keyOfPage(accelerator: string): MenuItemConstructorOptions {
  return process.platform === 'darwin' ? {} : { accelerator, registerAccelerator: false }
}

function fileMenu(
  text: NativeTexts,
  { recent }: MenuState,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const recentItems = recent.map(({ name, folder }, index) => ({
    // An ampersand in a name would be taken for an access key.
    label: `${name} — ${folder}`.replaceAll('&', '&&'),
    click: () => actions.openRecent(index),
  }))
  return [
    { label: text.newTab, ...keyOfPage('CmdOrCtrl+T'), click: actions.newTab },
    { label: text.newWindow, accelerator: 'CmdOrCtrl+N', click: actions.newWindow },
    { label: text.open, ...keyOfPage('CmdOrCtrl+O'), click: actions.open },
    {
      label: text.openServer,
      ...keyOfPage('CmdOrCtrl+Shift+O'),
      click: () => actions.command('open-server'),
    },
    {
      label: text.openRecent,
      enabled: recentItems.length > 0,
      submenu: [
        ...recentItems,
        { type: 'separator' },
        { label: text.clearRecent, click: actions.clearRecent },
      ],
    },
    {
      label: text.openContainer,
      click: () => {
        actions.command('open-container')
      },
    },
    { label: text.openExample, click: actions.openExample },
    { type: 'separator' },
    { label: text.merge, click: () => actions.command('merge') },
    { type: 'separator' },
    {
      label: text.saveCopy,
      ...keyOfPage('CmdOrCtrl+S'),
      click: () => actions.command('save-copy'),
    },
    { label: text.closeTab, ...keyOfPage('CmdOrCtrl+W'), click: actions.closeTab },
    { label: text.closeWindow, role: 'close', accelerator: 'CmdOrCtrl+Shift+W' },
    { type: 'separator' },
    { label: text.quit, role: 'quit', accelerator: 'CmdOrCtrl+Q' },
  ]
}

function editMenu(text: NativeTexts, actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    { label: text.copy, role: 'copy' },
    { label: text.selectAll, role: 'selectAll' },
    { type: 'separator' },
    { label: text.find, ...keyOfPage('CmdOrCtrl+F'), click: () => actions.command('find') },
  ]
}

function viewMenu(
  text: NativeTexts,
  { settings }: MenuState,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand, key: string): MenuItemConstructorOptions => ({
    label,
    ...keyOfPage(key),
    click: () => {
      actions.command(name)
    },
  })
  return [
    command(text.showLog, 'show-log', 'L'),
    command(text.showTriage, 'show-triage', 'T'),
    { type: 'separator' },
    command(text.toggleNoise, 'toggle-noise', 'N'),
    command(text.toggleFollow, 'toggle-follow', 'F'),
    command(text.goToLine, 'go-to-line', 'CmdOrCtrl+G'),
    command(text.timeRange, 'time-range', 'R'),
    command(text.toggleTimeline, 'toggle-timeline', 'H'),
    command(text.toggleWrap, 'toggle-wrap', 'W'),
    { type: 'separator' },
    command(text.nextTab, 'next-tab', 'Ctrl+Tab'),
    command(text.previousTab, 'previous-tab', 'Ctrl+Shift+Tab'),
    { type: 'separator' },
    { label: text.theme, submenu: themeMenu(text, settings, actions) },
    { label: text.language, submenu: languageMenu(text, settings, actions) },
    { type: 'separator' },
    { label: text.zoomIn, role: 'zoomIn' },
    { label: text.zoomOut, role: 'zoomOut' },
    { label: text.actualSize, role: 'resetZoom' },
    { label: text.fullScreen, role: 'togglefullscreen' },
  ]
}

function themeMenu(
  text: NativeTexts,
  settings: Settings,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const names: Readonly<Record<Theme, string>> = {
    system: text.themeSystem,
    light: text.themeLight,
    dark: text.themeDark,
  }
  return THEMES.map((theme) => ({
    label: names[theme],
    type: 'radio',
    checked: settings.theme === theme,
    click: () => actions.set({ theme }),
  }))
}

function languageMenu(
  text: NativeTexts,
  settings: Settings,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  return [null, ...LANGUAGES].map((language) => ({
    label: language === null ? text.languageSystem : LANGUAGE_NAMES[language],
    type: 'radio',
    checked: settings.language === language,
    click: () => actions.set({ language }),
  }))
}

function helpMenu(text: NativeTexts, actions: MenuActions): MenuItemConstructorOptions[] {
  const shortcuts: MenuItemConstructorOptions = {
    label: text.shortcuts,
    ...keyOfPage('?'),
    click: () => actions.command('show-shortcuts'),
  }
  if (app.isPackaged) return [shortcuts]
  return [
    shortcuts,
    { type: 'separator' },
    { label: text.reload, role: 'reload' },
    { label: text.developerTools, role: 'toggleDevTools' },
  ]
}
