import { useEffect, useRef, useState, type SubmitEvent } from 'react'

import type { KnownHost, RemoteField, RemotePlace } from '#shared/protocol/ssh'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { Dialog } from '../controls/Dialog'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { SuggestingField } from './SuggestingField'
import { ServerPanel } from './ServerPanel'
import { hostSuggestions, pathSuggestions } from './suggestions'
import { useBrowsing } from './useBrowsing'
import './servers.css'

const NOTHING: RemotePlace = { host: '', port: '', path: '' }

/** Names a log of another machine, with what the ssh config and the machine itself offer. */
export function ServerDialog() {
  const { t, language } = useTexts()
  const { dialog, recent } = useApplication()
  const recentFiles = useStore(recent)
  const [place, setPlace] = useState(NOTHING)
  const [hosts, setHosts] = useState<readonly KnownHost[]>([])
  const [field, setField] = useState<'host' | 'path'>('host')
  const [active, setActive] = useState(-1)
  const [mistake, setMistake] = useState<RemoteField | null>(null)
  const pathRef = useRef<HTMLInputElement>(null)
  const browsing = useBrowsing(place)
  const close = () => dialog.set(null)

  useEffect(() => {
    void bridge.listHosts().then(setHosts)
  }, [])

  function change(part: Partial<RemotePlace>): void {
    setPlace({ ...place, ...part })
    setActive(-1)
    setMistake(null)
  }

  function enter(next: 'host' | 'path'): void {
    setField(next)
    setActive(-1)
  }

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const checked = await bridge.openServer(place)
    if (checked.ok) close()
    else setMistake(checked.field)
  }

  const suggestions =
    field === 'host'
      ? hostSuggestions(place.host, hosts, recentFiles, {
          onHost: (host) => {
            change({ host })
            pathRef.current?.focus()
          },
          onRecent: (index) => {
            close()
            void bridge.openRecent(index)
          },
        })
      : pathSuggestions(browsing, { folder: t('ssh.server.folder'), language }, (path) =>
          change({ path }),
        )
  const listOf = { suggestions, active, onActive: setActive }

  return (
    <Dialog title={t('ssh.server.title')} onClose={close}>
      <form className="form" onSubmit={(event) => void submit(event)}>
        <div className="server-fields">
          <SuggestingField
            {...listOf}
            id="server-host"
            label={t('ssh.server.host')}
            hint={t('ssh.server.hostHint')}
            maxLength={400}
            takesFocus
            value={place.host}
            isWrong={mistake === 'host'}
            isCurrent={field === 'host'}
            onChange={(host) => change({ host })}
            onFocus={() => enter('host')}
          />
          <div className="server-field server-port">
            <label htmlFor="server-port">{t('ssh.server.port')}</label>
            <input
              id="server-port"
              type="text"
              inputMode="numeric"
              autoComplete="off"
              maxLength={10}
              placeholder="22"
              title={t('ssh.server.portHint')}
              aria-invalid={mistake === 'port'}
              aria-describedby="server-message"
              value={place.port}
              onChange={(event) => change({ port: event.target.value })}
            />
          </div>
        </div>
        <SuggestingField
          {...listOf}
          ref={pathRef}
          id="server-path"
          label={t('ssh.server.path')}
          hint={t('ssh.server.pathHint')}
          maxLength={4000}
          value={place.path}
          isWrong={mistake === 'path'}
          isCurrent={field === 'path'}
          onChange={(path) => change({ path })}
          onFocus={() => enter('path')}
          onDown={place.host === '' ? undefined : browsing.start}
        />
        <ServerPanel
          field={field}
          place={place}
          browsing={browsing}
          suggestions={suggestions}
          active={active}
        />
        <div className="server-foot">
          <p id="server-message" role="alert" className="server-message">
            {mistake && t(`ssh.server.mistakes.${mistake}`)}
          </p>
          <div className="form-buttons">
            <button type="button" className="button" onClick={close}>
              {t('ssh.server.cancel')}
            </button>
            <button type="submit" className="button button-primary">
              {t('ssh.server.open')}
            </button>
          </div>
        </div>
      </form>
    </Dialog>
  )
}
