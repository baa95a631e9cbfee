import type { ContainerListing } from '#shared/protocol/application'
import { type ContainerAddress, containerAddressText } from '#sources/docker/container-address'
import { listContainers } from '#sources/docker/list-containers'
import { parseAddress } from '#sources/remote/address'
import { untilRefused } from '#sources/remote/until-refused'

import { displayText } from './display-text'
import type { LogWindow } from './log-window'
import type { Opener } from './opener'
import type { Questions } from './questions'

/** Lists containers for a page, which names the one to open by its number. */
export class ContainerPicker {
  readonly #opener: Opener
  readonly #questions: Questions
  readonly #offered = new WeakMap<LogWindow, readonly ContainerAddress[]>()
  readonly #tickets = new WeakMap<LogWindow, number>()

  constructor(opener: Opener, questions: Questions) {
    this.#opener = opener
    this.#questions = questions
  }

  /** @param host as a person typed it; null for this machine */
  async list(window: LogWindow, host: string | null): Promise<ContainerListing> {
    const ticket = (this.#tickets.get(window) ?? 0) + 1
    this.#tickets.set(window, ticket)
    const parsed = host === null ? null : parseAddress(host.replace(/^ssh:\/\//i, ''))
    if (parsed?.ok === false) return { ok: false, code: 'host-unknown', detail: parsed.detail }
    const machine = parsed?.machine ?? null
    const asker = this.#questions.askerOf(window.page)
    const options = { asksOnTerminal: false, asker: asker && untilRefused(asker) }
    const listing = await listContainers({ machine, engine: null }, options)
    if (!listing.ok) return { ...listing, detail: displayText(listing.detail, 2000) }
    const { containers } = listing
    // The page shows the list that was asked for last.
    if (this.#tickets.get(window) === ticket) {
      this.#offered.set(
        window,
        containers.map(({ address }) => address),
      )
    }
    return {
      ok: true,
      containers: containers.map(({ address, image, status, isRunning }) => ({
        isService: address.isService,
        name: address.name,
        image: displayText(image, 300),
        status: displayText(status, 100),
        isRunning,
      })),
    }
  }

  async open(window: LogWindow, index: number): Promise<void> {
    const address = this.#offered.get(window)?.[index]
    if (address === undefined) throw new Error('no such container was offered')
    await this.#opener.openAddress(window, containerAddressText(address))
  }
}
