import type { CertificateRefused } from '#shared/finding'

import type { ReadRecord } from '../../record-reader'
import { addressIn } from '../addresses'
import type { Detector, Found, Seen } from '../detector'
import { Trail } from '../trail'

const REFUSALS = ['runtime.tls-untrusted', 'pion.turn-tls-bad-certificate']

const LEAST_REFUSALS = 3
const MAX_ADDRESSES = 1000

/** Clients that end the TLS handshake because of the certificate. */
export class CertificateRefusals implements Detector {
  readonly rules = REFUSALS
  readonly reads = REFUSALS
  readonly #trail = new Trail()
  readonly #addresses = new Set<string>()
  #count = 0

  take(seen: Seen, read: ReadRecord | null): void {
    this.#count++
    this.#trail.add(seen)
    const address = read && addressIn(read)
    if (address !== null && this.#addresses.size < MAX_ADDRESSES) this.#addresses.add(address)
  }

  findings(): readonly Found[] {
    if (this.#count < LEAST_REFUSALS) return []
    const facts: CertificateRefused = {
      kind: 'certificate-refused',
      refusals: this.#count,
      addresses: this.#addresses.size,
    }
    const category = this.#addresses.size === 1 ? 'client' : 'problem'
    return [{ key: 'all', category, facts, ...this.#trail.span }]
  }
}
