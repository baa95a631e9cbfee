import { useEffect, useRef, useState, type SubmitEvent } from 'react'

import type { ContainerListing } from '#shared/protocol/application'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import { takeLostFocus } from '../controls/take-lost-focus'
import { useTexts } from '../text/i18n'
import { ContainerList } from './ContainerList'
import { ListingFailure } from './ListingFailure'
import './containers.css'

/** Asks which container or service to open, of this machine or of another. */
export function ContainersDialog() {
  const { t } = useTexts()
  const { dialog } = useApplication()
  const [host, setHost] = useState('')
  const [part, setPart] = useState('')
  /** null while it is asked for. */
  const [listing, setListing] = useState<ContainerListing | null>(null)
  const ticket = useRef(0)
  const hostField = useRef<HTMLInputElement>(null)

  async function list(machine: string): Promise<void> {
    const own = ++ticket.current
    setListing(null)
    const answer = await bridge.listContainers(machine.trim() === '' ? null : machine.trim())
    if (own === ticket.current) setListing(answer)
  }

  useEffect(() => {
    void bridge.listContainers(null).then((answer) => {
      // The machine was changed before this one has answered.
      if (ticket.current === 0) setListing(answer)
    })
  }, [])

  // Without a list its field is gone, and the focus with it.
  useEffect(() => takeLostFocus(hostField.current), [listing])

  function submitHost(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault()
    void list(host)
  }

  function open(index: number): void {
    dialog.set(null)
    void bridge.openContainer(index)
  }

  return (
    <Dialog title={t('containers.title')} onClose={() => dialog.set(null)}>
      <form className="form" onSubmit={submitHost}>
        <label htmlFor="container-host">{t('containers.machine')}</label>
        <div className="containers-machine">
          <input
            ref={hostField}
            id="container-host"
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={400}
            placeholder={t('containers.thisMachine')}
            aria-describedby="container-host-hint"
            value={host}
            onChange={(event) => setHost(event.target.value)}
          />
          <button type="submit" className="button">
            {t('containers.list')}
          </button>
        </div>
        <p id="container-host-hint" className="containers-hint">
          {t('containers.machineHint')}
        </p>
      </form>
      {listing?.ok === false ? (
        <ListingFailure code={listing.code} detail={listing.detail} />
      ) : (
        <ContainerList
          containers={listing?.containers ?? null}
          part={part}
          onPart={setPart}
          onOpen={open}
        />
      )}
    </Dialog>
  )
}
