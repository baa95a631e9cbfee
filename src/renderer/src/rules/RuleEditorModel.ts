import type { PackProblem } from '#shared/protocol/application'
import type { TrialStatus, TriedRule } from '#shared/protocol/trial'
import { reasonOf } from '#shared/reason-of'

import { bridge } from '../application/bridge'
import type { DocumentClient } from '../document/DocumentClient'
import { Store } from '../store/Store'
import { draftFrom, type Origin } from './draft'
import { formOf, type RuleForm, sourceOf } from './rule-form'

/** While somebody writes, a draft is tried at most so often. */
const PAUSE_MS = 120

export type Saving =
  | { readonly state: 'idle' | 'saving' | 'taken' }
  | { readonly state: 'refused'; readonly problems: readonly PackProblem[] }

/** A rule that is being written, as a form or as YAML. */
export class RuleEditorModel {
  readonly origin: Origin
  /** Null where the rule says more than the form can show. */
  readonly form: Store<RuleForm | null>
  readonly yaml = new Store('')
  readonly mode = new Store<'form' | 'yaml'>('form')
  readonly tried = new Store<TriedRule | null>(null)
  readonly status = new Store<TrialStatus | null>(null)
  readonly saving = new Store<Saving>({ state: 'idle' })
  /** Whether somebody wanted to save it: then all that is missing is told. */
  readonly isAsked = new Store(false)

  /** Something was written that would be lost. */
  isChanged = false

  readonly #client: DocumentClient
  #timer: ReturnType<typeof setTimeout> | null = null
  #turn = 0

  constructor(client: DocumentClient, origin: Origin) {
    this.#client = client
    this.origin = origin
    this.form = new Store<RuleForm | null>(draftFrom(origin))
    void this.#try()
  }

  /** News of the engine, for this draft or one before. */
  update(status: TrialStatus): void {
    const tried = this.tried.get()
    // The first news can overtake the answer.
    if (tried === null || status.number >= tried.number) this.status.set(status)
  }

  change(change: Partial<RuleForm>): void {
    const form = this.form.get()
    this.isChanged = true
    if (form) this.form.set({ ...form, ...change })
    this.#trySoon()
  }

  write(yaml: string): void {
    this.isChanged = true
    this.yaml.set(yaml)
    this.#trySoon()
  }

  show(mode: 'form' | 'yaml'): void {
    this.mode.set(mode)
  }

  /** The log is classified by other rules: what the draft matches may be explained by now. */
  tryAgain(): void {
    this.#trySoon()
  }

  /** @param replaces whether a rule with the same name may be lost */
  async save(replaces: boolean): Promise<{ readonly place: string } | null> {
    this.isAsked.set(true)
    this.#stopTimer()
    const tried = await this.#try()
    if (!tried || tried.mistakes.length > 0) return null
    this.saving.set({ state: 'saving' })
    try {
      const saved = await bridge.saveRule(tried.yaml, replaces)
      if (saved.ok) return saved
      this.saving.set(
        saved.isTaken ? { state: 'taken' } : { state: 'refused', problems: saved.problems },
      )
    } catch (error) {
      const reason = reasonOf(error)
      const message = { en: reason, ru: reason }
      const problem = { file: '', at: null, place: '', message }
      this.saving.set({ state: 'refused', problems: [problem] })
    }
    return null
  }

  close(): void {
    this.#stopTimer()
    this.#turn++
    this.#client.call('rule.endTrial', {}).catch(() => undefined)
  }

  #trySoon(): void {
    this.saving.set({ state: 'idle' })
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      void this.#try()
    }, PAUSE_MS)
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
  }

  /** Tells the engine what the draft says now; the newest answer counts. */
  async #try(): Promise<TriedRule | null> {
    const turn = ++this.#turn
    const form = this.form.get()
    const byHand = this.mode.get() === 'yaml' || form === null
    const draft = byHand ? { yaml: this.yaml.get() } : { source: sourceOf(form) as never }
    try {
      const tried = await this.#client.call('rule.try', { draft })
      if (turn !== this.#turn) return null
      this.tried.set(tried)
      const known = this.status.get()
      if (known && known.number < tried.number && !tried.isCounted) this.status.set(null)
      if (byHand) this.form.set(tried.source && formOf(tried.source))
      else this.yaml.set(tried.yaml)
      return tried
    } catch {
      // The engine is gone, which has its own notice.
      return null
    }
  }
}
