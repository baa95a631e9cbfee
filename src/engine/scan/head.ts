import type { Level } from '#shared/level'
import type { Field, Format, Milliseconds } from '#shared/record'

/** What the first line of a record says, read from the text that the program wrote. */
export interface Head {
  readonly format: Format
  /** With a zone, so certain. */
  readonly time: Milliseconds | null
  /** The zone of the host is not known; read as UTC. */
  readonly localTime: Milliseconds | null
  readonly level: Level | null
  readonly component: string | null
  readonly caller: string | null
  readonly message: string
  /** Parsed only when somebody asks. */
  readonly fields: () => readonly Field[]
  /** Whether the text was all there: a console line whose fields were cut or wrapped is not. */
  readonly isComplete: boolean
  /** Every line up to the next head goes on with it (a crash, a logrus message on a terminal). */
  readonly isOpenEnded: boolean
}

const NO_FIELDS: readonly Field[] = []

/** A head of which only the given parts are known. */
export function head(format: Format, message: string, known: Partial<Head> = NOTHING): Head {
  // Nothing is spread here: every record of a log comes by.
  return {
    format,
    message,
    time: known.time ?? null,
    localTime: known.localTime ?? null,
    level: known.level ?? null,
    component: known.component ?? null,
    caller: known.caller ?? null,
    fields: known.fields ?? noFields,
    isComplete: known.isComplete ?? true,
    isOpenEnded: known.isOpenEnded ?? false,
  }
}

const NOTHING: Partial<Head> = {}

const noFields = () => NO_FIELDS

/** Computes once, on the first call. */
export function lazily<T>(compute: () => T): () => T {
  let result: { readonly value: T } | null = null
  return () => (result ??= { value: compute() }).value
}
