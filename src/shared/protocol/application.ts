import { z } from 'zod'

import { settingsPatchSchema, type Settings } from '../settings'

/*
 * What the page asks the main process. Main implements exactly this table behind one guarded door
 * (src/main/ipc.ts), the preload turns it into named functions, and the page never sees a channel.
 * The page names no path: it gets what a dialog, a drop, the command line or the list of recent
 * files opened.
 */

const nothing = z.tuple([])

export const applicationRequests = {
  'settings.get': nothing,
  'settings.set': z.tuple([settingsPatchSchema]),
  /** Shows the system's dialog; the document opens in this window. */
  'document.openDialog': nothing,
  'document.openExample': nothing,
  /** A number from `recent.list`. */
  'document.openRecent': z.tuple([z.int().min(0).max(100)]),
  /** Only the preload calls it, with the path of a file that was dropped on the page. */
  'document.openDropped': z.tuple([z.string().min(1).max(10_000)]),
  /** A number from `document.pickEntry`. */
  'document.openEntry': z.tuple([z.int().min(0).max(10_000)]),
  'document.close': nothing,
  'recent.list': nothing,
  'recent.clear': nothing,
  /** Tells that the page listens, so that the document of the command line can come. */
  'page.ready': nothing,
  'clipboard.write': z.tuple([z.string().max(10_000_000)]),
  /** Opens an https address of a rule's evidence in the browser, after asking. */
  'link.open': z.tuple([z.string().max(2000)]),
} as const

export type ApplicationRequest = keyof typeof applicationRequests
export type ApplicationArguments<R extends ApplicationRequest> = z.input<
  (typeof applicationRequests)[R]
>

export interface RecentFile {
  readonly name: string
  /** The folder, shortened for display. */
  readonly folder: string
}

export interface ApplicationResults {
  'settings.get': Settings
  'settings.set': Settings
  'document.openDialog': void
  'document.openExample': void
  'document.openRecent': void
  'document.openDropped': void
  'document.openEntry': void
  'document.close': void
  'recent.list': readonly RecentFile[]
  'recent.clear': void
  'page.ready': void
  'clipboard.write': void
  'link.open': void
}

/** Why a source could not be opened; the page has a text for each. */
export type OpenFailure =
  | 'not-found'
  | 'no-permission'
  | 'is-folder'
  | 'not-a-file'
  | 'bad-archive'
  | 'unsupported-source'
  | 'failed'

/** A file in an archive of several. */
export interface ArchiveEntry {
  readonly name: string
  /** Unpacked, as the archive says. */
  readonly bytes: number
}

export interface DocumentInfo {
  readonly name: string
  /** The full path or address, for the tooltip and messages. */
  readonly place: string
  /** The text was converted from this encoding (`utf-16le`, …), or null. */
  readonly convertedFrom: string | null
  /** The file looks like binary data. */
  readonly looksBinary: boolean
}

/** What main tells the page unasked. */
export interface ApplicationEvents {
  /** A document is open in this window; its port follows as a window message of the same moment. */
  'document.opened': DocumentInfo
  'document.closed': undefined
  /** The archive holds several files. */
  'document.pickEntry': { readonly place: string; readonly entries: readonly ArchiveEntry[] }
  'document.failed': { readonly code: OpenFailure; readonly place: string; readonly detail: string }
  'settings.changed': Settings
  'recent.changed': undefined
  /** A menu item or shortcut of the application menu. */
  'menu.command': MenuCommand
}

export type MenuCommand =
  | 'toggle-noise'
  | 'toggle-follow'
  | 'show-log'
  | 'show-triage'
  | 'go-to-line'
  | 'time-range'
  | 'toggle-timeline'
  | 'toggle-wrap'
  | 'find'
  | 'show-shortcuts'

/** What `window.logsieve` offers the page: nothing more, each function with a fixed meaning. */
export interface LogsieveBridge {
  readonly getSettings: () => Promise<Settings>
  readonly setSettings: (patch: Partial<Settings>) => Promise<Settings>
  readonly openDialog: () => Promise<void>
  readonly openExample: () => Promise<void>
  readonly openRecent: (index: number) => Promise<void>
  readonly openDropped: (file: unknown) => Promise<void>
  readonly openEntry: (index: number) => Promise<void>
  readonly closeDocument: () => Promise<void>
  readonly listRecent: () => Promise<readonly RecentFile[]>
  readonly clearRecent: () => Promise<void>
  readonly pageReady: () => Promise<void>
  readonly writeClipboard: (text: string) => Promise<void>
  readonly openLink: (url: string) => Promise<void>
  readonly platform: string
  /** Calls back with every event of main; returns the function that stops it. */
  readonly onEvent: (
    listener: <E extends keyof ApplicationEvents>(event: E, data: ApplicationEvents[E]) => void,
  ) => () => void
}

/** The type of the window message with which the preload hands the document's port to the page. */
export const PORT_MESSAGE = 'logsieve:document-port'
