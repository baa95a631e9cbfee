import { useEffect, useState } from 'react'

import type { RemoteListing, RemotePlace } from '#shared/protocol/ssh'

import { bridge } from '../application/bridge'

/** Somebody types faster than a far machine answers. */
const PAUSE_MS = 120

export interface Browsing {
  /** The host that is looked around on; null for none. */
  readonly host: string | null
  /** The last answer, and the path that it answers. */
  readonly found: { readonly path: string; readonly listing: RemoteListing } | null
  /** Connects, and from then on follows the path. */
  readonly start: () => void
}

/** What stands on a machine under the paths that begin like the one that is typed. */
export function useBrowsing({ host, port, path }: RemotePlace): Browsing {
  const machine = `${host}\n${port}`
  const [wanted, setWanted] = useState<string | null>(null)
  const [found, setFound] = useState<(Browsing['found'] & { readonly machine: string }) | null>(
    null,
  )
  const isOn = wanted === machine

  useEffect(() => {
    if (!isOn) return
    const stopping = new AbortController()
    const timer = setTimeout(() => {
      void bridge.browseServer({ host, port, path }).then((listing) => {
        if (stopping.signal.aborted) return
        setFound({ machine, path, listing })
        // Somebody who has refused a question, say, is not asked again at the next letter.
        if (!listing.ok) setWanted(null)
      })
    }, PAUSE_MS)
    return () => {
      stopping.abort()
      clearTimeout(timer)
    }
  }, [isOn, machine, host, port, path])

  useEffect(() => () => void bridge.stopBrowsing(), [])

  return {
    host: isOn ? host : null,
    found: found?.machine === machine ? found : null,
    start: () => {
      setFound(null)
      setWanted(machine)
    },
  }
}
