import { clipboard } from 'electron'

import type { ContainerPicker } from './container-picker'
import type { RequestHandlers } from './ipc'
import { openLink } from './links'
import type { Opener } from './opener'
import type { RecentFiles } from './recent'
import type { Session } from './session'
import type { SettingsStore } from './settings'
import { sshHandlers, type SshParts } from './ssh-handlers'
import type { UserPacks } from './user-packs/user-packs'

/** The parts of the app that the page can ask something of. */
export interface AskedParts {
  readonly settings: SettingsStore
  readonly recent: RecentFiles
  readonly lastSession: Session
  readonly opener: Opener
  readonly containers: ContainerPicker
  readonly userPacks: UserPacks
  readonly ssh: SshParts
}

/** What main does for each request of the page. */
export function requestHandlers({
  settings,
  recent,
  lastSession,
  opener,
  containers,
  userPacks,
  ssh,
}: AskedParts): RequestHandlers {
  return {
    'settings.get': () => settings.current,
    'settings.set': (_window, patch) => settings.set(given(patch)),
    'document.openDialog': (window) => opener.openDialog(window),
    'document.openExample': (window) => opener.openExample(window),
    'document.openRecent': (window, index) => opener.openRecent(window, index),
    'document.openDropped': (window, paths) => opener.openFiles(window, paths),
    'document.openEntry': (window, tab, index) => window.openEntry(tab, index),
    'tab.showOlderFiles': (window, tab) => window.showOlderFiles(tab),
    'merge.open': (window, logs, order) => window.merge(logs, order),
    'merge.change': (window, tab, shifts, order) => window.changeMerge(tab, order, shifts),
    'tab.tryAgain': (window, tab) => window.tryAgain(tab),
    'tab.new': (window) => window.addWelcome(),
    'tab.activate': (window, tab) => window.activate(tab),
    'tab.close': (window, tab) => window.close(tab),
    'tab.move': (window, tab, place) => window.move(tab, place),
    'session.list': () => lastSession.names(),
    'session.reopen': (window) => opener.reopen(window),
    'document.openContainer': (window, index) => containers.open(window, index),
    'containers.list': (window, host) => containers.list(window, host),
    'recent.list': () => recent.list(),
    'recent.clear': () => opener.forget(),
    'page.ready': (window) => {
      window.connectPage()
      ssh.questions.tellAgain(window.page)
    },
    'clipboard.write': (_window, text) => clipboard.writeText(text),
    'rules.save': (_window, rule, replaces) => userPacks.save(rule, replaces),
    'rules.problems': () => userPacks.problems,
    ...sshHandlers(settings, ssh),
    'link.open': (window, address) => openLink(window.window, address, settings.language),
  }
}

/** A patch without the keys that are there and undefined. */
function given<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
