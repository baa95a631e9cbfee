import { z } from 'zod'

import type { Localised } from '../language'
import { MAX_RULE_LENGTH } from '../rules/limits'
import { settingsPatchSchema, type Settings } from '../settings'
import { MAX_SHIFT, MERGE_ORDERS, type MergeOrder, type NamedSource } from '../merged-sources'
import type { Milliseconds } from '../record'
import { MAX_OPEN_LOGS } from './limits'
import type { OpenFailure } from './open-failure'
import { sshRequests, type SshBridge, type SshEvents, type SshResults } from './ssh'

/*
 * What the page asks the main process. Main implements exactly this table behind one guarded door
 * (src/main/ipc.ts), the preload turns it into named functions, and the page never sees a channel.
 * The page names no path of this machine: it gets what a dialog, a drop, the command line or the list
 * of recent files opened.
 */

export type { OpenFailure } from './open-failure'

const nothing = z.tuple([])
/** A number from `tabs.changed`. */
const tab = z.int().min(0)

const shift = z.number().min(-MAX_SHIFT).max(MAX_SHIFT)

/** How many files may be dropped at once. */
const MAX_DROPPED = 1000

export const applicationRequests = {
  'settings.get': nothing,
  'settings.set': z.tuple([settingsPatchSchema]),
  /** Shows the system's dialog; each chosen file opens in a tab of this window. */
  'document.openDialog': nothing,
  'document.openExample': nothing,
  /** A number from `recent.list`. */
  'document.openRecent': z.tuple([z.int().min(0).max(100)]),
  /** Only the preload calls it, with the paths of the files that were dropped on the page. */
  'document.openDropped': z.tuple([z.array(z.string().min(1).max(10_000)).min(1).max(MAX_DROPPED)]),
  /** The tab of an archive, and the number of one of its entries. */
  'document.openEntry': z.tuple([tab, z.int().min(0).max(10_000)]),
  /** Opens the log of a tab anew, with the files that rotation left beside it. */
  'tab.showOlderFiles': z.tuple([tab]),
  /** Opens the logs of these tabs once more, as one, in a new tab; each with what is added to its times. */
  'merge.open': z.tuple([
    z.array(z.strictObject({ tab, shift })).min(2).max(MAX_OPEN_LOGS),
    z.enum(MERGE_ORDERS),
  ]),
  /** Merges the logs of a tab in another way; a shift for each of `MergeInfo.logs`. */
  'merge.change': z.tuple([tab, z.array(shift).max(MAX_OPEN_LOGS), z.enum(MERGE_ORDERS)]),
  /** Tries once more to open what could not be opened in a tab. */
  'tab.tryAgain': z.tuple([tab]),
  /** Adds one with the welcome page. */
  'tab.new': nothing,
  'tab.activate': z.tuple([tab]),
  /** Closes its log too. The last tab goes back to the welcome page, and closes the window from there. */
  'tab.close': z.tuple([tab]),
  /** Puts it to a place among the others, from 0. */
  'tab.move': z.tuple([tab, z.int().min(0)]),
  /** The names of the logs that were open the last time, as long as nobody has opened them again. */
  'session.list': nothing,
  'session.reopen': nothing,
  /** A number from `containers.list`. */
  'document.openContainer': z.tuple([z.int().min(0).max(100_000)]),
  /** Of this machine, or of another by ssh: `user@host:port`. */
  'containers.list': z.tuple([z.string().max(400).nullable()]),
  'recent.list': nothing,
  'recent.clear': nothing,
  /** Tells that the page listens, so that the tabs can come. */
  'page.ready': nothing,
  'clipboard.write': z.tuple([z.string().max(10_000_000)]),
  /** Puts a rule, as YAML, into the user's own pack; true where it may replace one of that name. */
  'rules.save': z.tuple([z.string().min(1).max(MAX_RULE_LENGTH), z.boolean()]),
  'rules.problems': nothing,
  /** Opens an https address of a rule's evidence in the browser, after asking. */
  'link.open': z.tuple([z.string().max(2000)]),
  ...sshRequests,
} as const

export type ApplicationRequest = keyof typeof applicationRequests
export type ApplicationArguments<R extends ApplicationRequest> = z.input<
  (typeof applicationRequests)[R]
>

export interface RecentFile {
  readonly name: string
  /** The folder, shortened for display; with the machine where it is on another one. */
  readonly folder: string
  readonly isRemote: boolean
}

export interface ApplicationResults extends SshResults {
  'settings.get': Settings
  'settings.set': Settings
  'document.openDialog': void
  'document.openExample': void
  'document.openRecent': void
  'document.openDropped': void
  'document.openEntry': void
  'tab.showOlderFiles': void
  'merge.open': void
  'merge.change': void
  'tab.tryAgain': void
  'tab.new': void
  'tab.activate': void
  'tab.close': void
  'tab.move': void
  'session.list': readonly string[]
  'session.reopen': void
  'document.openContainer': void
  'containers.list': ContainerListing
  'recent.list': readonly RecentFile[]
  'recent.clear': void
  'page.ready': void
  'clipboard.write': void
  'rules.save': SavedRule
  'rules.problems': readonly PackProblem[]
  'link.open': void
}

/** A tab whose log is to be merged with others. */
export type TabToMerge = ApplicationArguments<'merge.open'>[0][number]

/** A container or service of an engine. */
export interface ContainerOffer {
  readonly isService: boolean
  readonly name: string
  readonly image: string
  /** As the engine says it: `Up 3 hours`; of a service how many of its tasks run: `2/2`. */
  readonly status: string
  readonly isRunning: boolean
}

export type ContainerListing =
  | { readonly ok: true; readonly containers: readonly ContainerOffer[] }
  | { readonly ok: false; readonly code: OpenFailure; readonly detail: string }

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
  /** What main calls its source. */
  readonly source: number
  /** It comes from another machine, over a connection that can be lost. */
  readonly isRemote: boolean
  /** What was read of it lies in a copy that goes with the document. */
  readonly isCopy: boolean
  /** How many files that rotation left beside it are not shown. */
  readonly olderFiles: number
  /** It can be opened a second time: what was piped in cannot. */
  readonly opensAgain: boolean
  /** The logs that it is made of, where several are shown as one. */
  readonly merge: MergeInfo | null
}

export interface MergeInfo {
  readonly order: MergeOrder
  readonly logs: readonly MergedLogInfo[]
  /** Shifts that were given for none of them. */
  readonly unknownShifts: readonly string[]
}

/** One of several logs that are shown as one. */
interface MergedLogInfo extends NamedSource {
  /** The full path or address. */
  readonly place: string
  /** Is added to its times for the order. */
  readonly shift: Milliseconds
  /** Like `DocumentInfo.source`; null where it could not be opened. */
  readonly source: number | null
  readonly isRemote: boolean
  readonly failure: {
    /** Of an archive of several files it has to be named which one is meant. */
    readonly code: OpenFailure | 'pick-entry'
    readonly detail: string
  } | null
}

/** What stands in a tab. */
export type TabContent =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'opening'; readonly name: string; readonly place: string }
  /** An archive of several files, of which one is to be picked. */
  | {
      readonly kind: 'archive'
      readonly name: string
      readonly place: string
      readonly entries: readonly ArchiveEntry[]
    }
  /** Its port follows, with the number of the document. */
  | { readonly kind: 'log'; readonly document: number; readonly info: DocumentInfo }
  | ({ readonly kind: 'failed'; readonly name: string } & Failure)

export interface Failure {
  readonly code: OpenFailure
  readonly place: string
  readonly detail: string
}

export interface TabInfo {
  readonly number: number
  readonly content: TabContent
}

/** The tabs of a window, which main alone changes. There is always one. */
export interface TabList {
  readonly tabs: readonly TabInfo[]
  /** The number of the one in front. */
  readonly active: number
}

/** What main tells the page unasked. */
export interface ApplicationEvents extends SshEvents {
  'tabs.changed': TabList
  /** So many logs were not opened: as many as may be are open. */
  'tabs.full': { readonly refused: number }
  /** Several logs were opened at once, in these tabs. */
  'tabs.opened': readonly number[]
  'settings.changed': Settings
  'recent.changed': undefined
  'session.changed': undefined
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
  | 'next-tab'
  | 'previous-tab'
  | 'open-container'
  | 'merge'
  | 'show-shortcuts'
  | 'open-server'
  | 'save-copy'

/** What `window.logsieve` offers the page: nothing more, each function with a fixed meaning. */
export interface LogsieveBridge extends SshBridge {
  readonly getSettings: () => Promise<Settings>
  readonly setSettings: (patch: Partial<Settings>) => Promise<Settings>
  readonly openDialog: () => Promise<void>
  readonly openExample: () => Promise<void>
  readonly openRecent: (index: number) => Promise<void>
  readonly openDropped: (files: readonly unknown[]) => Promise<void>
  readonly openEntry: (tab: number, index: number) => Promise<void>
  readonly showOlderFiles: (tab: number) => Promise<void>
  readonly openMerged: (logs: readonly TabToMerge[], order: MergeOrder) => Promise<void>
  readonly changeMerge: (
    tab: number,
    shifts: readonly Milliseconds[],
    order: MergeOrder,
  ) => Promise<void>
  readonly tryAgain: (tab: number) => Promise<void>
  readonly newTab: () => Promise<void>
  readonly activateTab: (tab: number) => Promise<void>
  readonly closeTab: (tab: number) => Promise<void>
  readonly moveTab: (tab: number, place: number) => Promise<void>
  readonly listSession: () => Promise<readonly string[]>
  readonly reopenSession: () => Promise<void>
  readonly listContainers: (host: string | null) => Promise<ContainerListing>
  readonly openContainer: (index: number) => Promise<void>
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
