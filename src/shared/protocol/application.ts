import { z } from 'zod'

import type { Localised } from '../language'
import { MAX_RULE_LENGTH } from '../rules/limits'
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
  /** Puts a rule, as YAML, into the user's own pack; true where it may replace one of that name. */
  'rules.save': z.tuple([z.string().min(1).max(MAX_RULE_LENGTH), z.boolean()]),
  'rules.problems': nothing,
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
  'rules.save': SavedRule
  'rules.problems': readonly PackProblem[]
  'link.open': void
}

/** A mistake in a pack of the user: what was last right of it stays in force. */
export interface PackProblem {
  /** Its name in the folder of rules; empty for a rule that is not saved yet. */
  readonly file: string
  /** Null where the file cannot be read at all. */
  readonly at: { readonly line: number; readonly column: number } | null
  /** Which part of the pack. */
  readonly place: string
  readonly message: Localised
}

export type SavedRule =
  | { readonly ok: true; readonly id: string; readonly place: string }
  /** `isTaken`: nothing is wrong but that another rule has its name. */
  | { readonly ok: false; readonly isTaken: boolean; readonly problems: readonly PackProblem[] }

/** Why a source could not be opened; the page has a text for each. */
export type OpenFailure =
  | 'not-found'
  | 'no-permission'
  | 'is-folder'
  | 'not-a-file'
  | 'bad-archive'
  | 'unsupported-source'
  | 'no-ssh'
  | 'host-unknown'
  | 'unreachable'
  | 'sign-in-failed'
  | 'host-key-unknown'
  | 'host-key-changed'
  | 'no-docker'
  | 'docker-down'
  | 'docker-permission'
  | 'no-container'
  | 'no-kubectl'
  | 'no-context'
  | 'no-pod'
  | 'cluster-refused'
  | 'cluster-unreachable'
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
  /** Other rules of the user are in force, or other mistakes in them are known. */
  'rules.changed': undefined
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
  readonly saveRule: (yaml: string, replaces: boolean) => Promise<SavedRule>
  readonly listRuleProblems: () => Promise<readonly PackProblem[]>
  readonly openLink: (url: string) => Promise<void>
  readonly platform: string
  /** Calls back with every event of main; returns the function that stops it. */
  readonly onEvent: (
    listener: <E extends keyof ApplicationEvents>(event: E, data: ApplicationEvents[E]) => void,
  ) => () => void
}

/** The type of the window message with which the preload hands the document's port to the page. */
export const PORT_MESSAGE = 'logsieve:document-port'
