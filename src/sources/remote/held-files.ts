import { SLOTS } from './remote-script'
import type { RemoteSession } from './session'

/** Which files the script holds open: the ones that were used last. A new session holds none. */
export class HeldFiles {
  #session: RemoteSession | null = null
  /** The one that was used longest ago first. */
  #slots: { slot: number; holder: object | null }[] = []

  /** Where a file is held; null where it is not. */
  slotOf(session: RemoteSession, holder: object): number | null {
    this.#begin(session)
    const at = this.#slots.findIndex((held) => held.holder === holder)
    return at < 0 ? null : this.#use(at, holder)
  }

  /** A slot for a file, which whoever was there has lost. */
  take(session: RemoteSession, holder: object): number {
    this.#begin(session)
    return this.#use(
      Math.max(
        0,
        this.#slots.findIndex((held) => held.holder === null),
      ),
      holder,
    )
  }

  /** @returns the slot that it had */
  release(holder: object): number | null {
    const held = this.#slots.find((other) => other.holder === holder)
    if (held === undefined) return null
    held.holder = null
    return held.slot
  }

  #begin(session: RemoteSession): void {
    if (session === this.#session) return
    this.#session = session
    this.#slots = SLOTS.map((slot) => ({ slot, holder: null }))
  }

  #use(at: number, holder: object): number {
    const [held] = this.#slots.splice(at, 1)
    const slot = held?.slot ?? SLOTS[0]
    this.#slots.push({ slot, holder })
    return slot
  }
}
