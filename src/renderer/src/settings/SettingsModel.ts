import type { Settings } from '#shared/settings'

import { bridge } from '../application/bridge'
import { Store, type Readable } from '../store/Store'

/** What is remembered between runs. A change shows at once and is written behind it. */
export class SettingsModel implements Readable<Settings> {
  readonly #store: Store<Settings>
  #writes = 0

  constructor(settings: Settings) {
    this.#store = new Store(settings)
  }

  readonly get = (): Settings => this.#store.get()
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener)

  change(patch: Partial<Settings>): void {
    this.#store.set({ ...this.get(), ...patch })
    void this.#write(patch)
  }

  /** News of another window. While own writes are under way they would undo the newest of them. */
  receive(settings: Settings): void {
    if (this.#writes === 0) this.#store.set(settings)
  }

  async #write(patch: Partial<Settings>): Promise<void> {
    this.#writes++
    try {
      const written = await bridge.setSettings(patch)
      if (this.#writes === 1) this.#store.set(written)
    } catch {
      // Not written to disk; it holds for this window all the same.
    } finally {
      this.#writes--
    }
  }
}
