import type { MergeOrder } from '#shared/merged-sources'
import type { MergedInput, SourceEvent } from '#shared/protocol/host'
import type { Milliseconds } from '#shared/record'
import { reasonOf } from '#shared/reason-of'
import type { RuleSet } from '#shared/rules/compile'

import type { MergeSource } from './merge-input'
import { MergedLog } from './merged-log'

/** @param source as people call it; null for all of them as one */
type Listener = (event: SourceEvent, source: string | null) => void

/** Merges logs of which the main process tells into the file that a document reads. */
export class MergeHost {
  readonly #inputs: readonly ToldSource[]
  /** null where nothing can be written, which was told. */
  readonly #merged: Promise<MergedLog | null>

  constructor(
    path: string,
    inputs: readonly MergedInput[],
    order: MergeOrder,
    rules: RuleSet,
    listener: Listener,
  ) {
    this.#inputs = inputs.map((input) => new ToldSource(input))
    const names = new Map(inputs.map(({ id, name }) => [id, name]))
    this.#merged = MergedLog.open(path, this.#inputs, rules, {
      order,
      isLive: true,
      goesOnWithoutStalled: true,
      onEvent: (event, id) => {
        if (id !== null) listener(event, names.get(id) ?? id)
        // With what each of them has ended was told.
        else listener(event.kind === 'ended' ? { ...event, detail: null } : event, null)
      },
    }).catch((error: unknown) => {
      listener({ kind: 'failed', detail: reasonOf(error) }, null)
      return null
    })
  }

  /** @param input by its place among the inputs */
  follow(input: number, event: SourceEvent): void {
    this.#inputs[input]?.tell(event)
  }

  /** All that was there of it at the opening was told. */
  setCaughtUp(input: number): void {
    this.#inputs[input]?.setCaughtUp()
  }

  async setRules(rules: RuleSet): Promise<void> {
    const merged = await this.#merged
    await merged?.setRules(rules)
  }

  async change(order: MergeOrder, shifts: readonly Milliseconds[]): Promise<void> {
    const merged = await this.#merged
    merged?.change(order, shifts)
  }
}

/** A source that is in another process. */
class ToldSource implements MergeSource {
  readonly id: string
  readonly shift: Milliseconds
  readonly path: string
  readonly bytes: number
  readonly key: string | null
  readonly later: MergedInput['later']
  readonly modifiedTime: Milliseconds
  readonly caughtUp: Promise<void>
  #setCaughtUp: () => void = () => undefined
  /** Events before somebody listens; null from then on. */
  #waiting: SourceEvent[] | null = []
  #listener: (event: SourceEvent) => void = () => undefined

  constructor({ id, shift, path, bytes, key, later, referenceTime }: MergedInput) {
    this.id = id
    this.shift = shift
    this.path = path
    this.bytes = bytes
    this.key = key
    this.later = later
    this.modifiedTime = referenceTime
    this.caughtUp = new Promise((resolve) => (this.#setCaughtUp = resolve))
  }

  onEvent(listener: (event: SourceEvent) => void): () => void {
    this.#listener = listener
    for (const event of this.#waiting ?? []) listener(event)
    this.#waiting = null
    return () => (this.#listener = () => undefined)
  }

  tell(event: SourceEvent): void {
    if (this.#waiting === null) this.#listener(event)
    else this.#waiting.push(event)
  }

  setCaughtUp(): void {
    this.#setCaughtUp()
  }
}
