import { z } from 'zod'

import type { Milliseconds } from '../record'
import { MAX_ANSWER_LENGTH } from './limits'
import type { OpenFailure } from './open-failure'

/*
 * What the page hears and says of other machines: a part of the table in application.ts. A place that
 * the page names is checked by main like one of the command line.
 */

/** What ssh wants to know. A prompt of any other kind is `other`. */
export type QuestionKind =
  | 'password'
  | 'passphrase'
  | 'pin'
  /** The server itself asks, such as for a one-time code. */
  | 'server'
  | 'host-key'
  /** Yes or no. */
  | 'confirm'
  /** Nothing can be answered: it goes when a key was touched. */
  | 'touch'
  | 'other'

export interface SshQuestion {
  readonly id: number
  /** The machine that is being connected to, as the user named it. */
  readonly host: string
  readonly kind: QuestionKind
  /** In ssh's own words, or the server's. */
  readonly text: string
  /** The same was asked and answered before: the answer was wrong. */
  readonly isAskedAgain: boolean
  readonly hostKey: HostKey | null
}

export interface HostKey {
  /** Such as `ED25519`. */
  readonly type: string
  /** Such as `SHA256:…`. */
  readonly fingerprint: string
}

/** A number from `question.asked`. */
const question = z.int().min(0)
/** A number from `DocumentInfo`. */
const source = z.int().min(0)

/** What was typed into the fields that name a log of another machine. */
const place = z.strictObject({
  /** `user@host`, a host, or a name of the ssh config. */
  host: z.string().max(400),
  /** Empty for the one of the config. */
  port: z.string().max(10),
  path: z.string().max(4000),
})

export const sshRequests = {
  'question.answer': z.tuple([
    question,
    z
      .string()
      .max(MAX_ANSWER_LENGTH)
      .regex(/^[^\r\n\0]*$/),
  ]),
  /** Ends the attempt to connect. */
  'question.cancel': z.tuple([question]),
  'server.hosts': z.tuple([]),
  /** What stands under the paths that begin so; logs in their usual places where the path is empty. */
  'server.browse': z.tuple([place]),
  'server.stopBrowsing': z.tuple([]),
  'server.open': z.tuple([place]),
  'source.connection': z.tuple([source]),
  'source.retryNow': z.tuple([source]),
  'source.stop': z.tuple([source]),
  'source.front': z.tuple([source]),
  /** Leaves unread what stands before the last part, or reads it after all. */
  'source.wantFront': z.tuple([source, z.boolean()]),
  /** Asks where to with the system's dialog. */
  'source.saveCopy': z.tuple([source]),
} as const

export interface SshResults {
  'question.answer': void
  'question.cancel': void
  'server.hosts': readonly KnownHost[]
  'server.browse': RemoteListing
  'server.stopBrowsing': void
  'server.open': CheckedPlace
  'source.connection': ConnectionState | null
  'source.retryNow': void
  'source.stop': void
  'source.front': FrontState | null
  'source.wantFront': void
  'source.saveCopy': SavedCopy
}

export interface SshEvents {
  'question.asked': SshQuestion
  /** It was answered, or nobody waits for an answer any more. */
  'question.gone': { readonly id: number }
  'connection.changed': { readonly source: number; readonly state: ConnectionState }
  'front.changed': { readonly source: number; readonly state: FrontState }
}

export interface SshBridge {
  readonly answerQuestion: (id: number, answer: string) => Promise<void>
  readonly cancelQuestion: (id: number) => Promise<void>
  readonly listHosts: () => Promise<readonly KnownHost[]>
  readonly browseServer: (place: RemotePlace) => Promise<RemoteListing>
  readonly stopBrowsing: () => Promise<void>
  readonly openServer: (place: RemotePlace) => Promise<CheckedPlace>
  readonly getConnection: (source: number) => Promise<ConnectionState | null>
  readonly retryConnection: (source: number) => Promise<void>
  readonly stopConnection: (source: number) => Promise<void>
  readonly getFront: (source: number) => Promise<FrontState | null>
  readonly wantFront: (source: number, isWanted: boolean) => Promise<void>
  readonly saveCopy: (source: number) => Promise<SavedCopy>
}

/** How it stands with the machine that a log comes from. */
export type ConnectionState =
  | { readonly kind: 'connected' }
  /** What was there at the opening is still coming. */
  | { readonly kind: 'arriving'; readonly bytes: number; readonly ofBytes: number }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'waiting'; readonly until: Milliseconds; readonly detail: string }
  /** Until somebody takes it up again; by a failure, or on demand. */
  | {
      readonly kind: 'stopped'
      readonly failure: { readonly code: OpenFailure; readonly detail: string } | null
    }

/** How it stands with what comes before the last part of a log, which is read first. */
export type FrontState =
  | {
      readonly kind: 'reading'
      readonly bytes: number
      readonly ofBytes: number
      /** null while that cannot be said. */
      readonly secondsLeft: number | null
    }
  /** It is not wanted now. */
  | { readonly kind: 'left'; readonly bytes: number }
  /** All is there that can be had. */
  | { readonly kind: 'done'; readonly missingBytes: number }

/** A host that the user's ssh config names. */
export interface KnownHost {
  readonly name: string
  /** `user@host:port` as far as the config says more than the name. */
  readonly detail: string
}

export type RemotePlace = z.output<typeof place>

export type SavedCopy =
  { readonly kind: 'saved' | 'cancelled' } | { readonly kind: 'failed'; readonly detail: string }

export type RemoteField = 'host' | 'port' | 'path'

/** Whether a place can be asked for; else which field is wrong. */
export type CheckedPlace =
  { readonly ok: true } | { readonly ok: false; readonly field: RemoteField }

export interface RemoteEntry {
  readonly path: string
  readonly isFolder: boolean
  readonly bytes: number
}

export type RemoteListing =
  | {
      readonly ok: true
      readonly entries: readonly RemoteEntry[]
      /** There are more. */
      readonly isCut: boolean
    }
  | { readonly ok: false; readonly field: RemoteField }
  | { readonly ok: false; readonly code: OpenFailure; readonly detail: string }
