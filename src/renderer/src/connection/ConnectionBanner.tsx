import { useEffect, useState } from 'react'
import { CloudDownload } from 'lucide-react'

import type { Milliseconds } from '#shared/record'
import type { ConnectionState } from '#shared/protocol/ssh'

import { bridge } from '../application/bridge'
import { useApplication, useDocument } from '../application/contexts'
import { Banner, BannerButton } from '../controls/Banner'
import { useStore } from '../store/Store'
import { fileSize } from '../text/format'
import { FailureWords } from '../text/FailureWords'
import { useTexts } from '../text/i18n'
import { SystemWords } from '../text/SystemWords'
import { visibleString } from '../text/visible-text'
import { hostOf } from './host-of'
import { saveCopy } from './save-copy'
import './connection.css'

/** How it stands with the machines that the log comes from, as long as that is not as it should be. */
export function ConnectionBanner() {
  const { info } = useDocument()
  const { source, place, isRemote } = info
  const logs = info.merge?.logs ?? [{ source, place, isRemote, name: null }]
  const remote = logs.filter((log) => log.isRemote)
  return (
    <div role="status" className="banners">
      {remote.map(
        (log) =>
          log.source !== null && (
            <MachineBanner key={log.source} source={log.source} place={log.place} name={log.name} />
          ),
      )}
    </div>
  )
}

interface Machine {
  /** What main calls the source that comes from it. */
  readonly source: number
  readonly place: string
  /** Of the log, where it is one of several. */
  readonly name: string | null
}

function MachineBanner({ source, place, name }: Machine) {
  const { remote } = useApplication()
  const state = useStore(remote.connections).get(source)
  useEffect(() => void remote.askFor(source), [remote, source])
  return (
    state &&
    state.kind !== 'connected' && (
      <StateBanner state={state} source={source} place={place} name={name} />
    )
  )
}

type Disturbed = Exclude<ConnectionState, { readonly kind: 'connected' }>

function StateBanner({ state, source, place, name }: Machine & { readonly state: Disturbed }) {
  const { t } = useTexts()
  const application = useApplication()
  const document = useDocument()
  const { isCopy } = document.info
  const title = t(`ssh.connection.${TITLES[state.kind]}`, { host: visibleString(hostOf(place)) })
  const isStopped = state.kind === 'stopped'
  const connect = () => void bridge.retryConnection(source)
  return (
    <Banner
      {...(state.kind === 'arriving'
        ? { tone: 'quiet', icon: CloudDownload }
        : { tone: 'warning' })}
      title={name === null ? title : t('merge.about', { source: visibleString(name), title })}
      buttons={
        <>
          {state.kind === 'waiting' && (
            <BannerButton label={t('ssh.connection.now')} onClick={connect} />
          )}
          {isStopped && isCopy && (
            <BannerButton
              label={t('ssh.connection.saveCopy')}
              onClick={() => void saveCopy(application, document)}
            />
          )}
          {isStopped ? (
            <BannerButton label={t('ssh.connection.again')} onClick={connect} />
          ) : (
            <BannerButton
              label={t('ssh.connection.stop')}
              onClick={() => void bridge.stopConnection(source)}
            />
          )}
        </>
      }
    >
      <StateText state={state} title={title} />
    </Banner>
  )
}

const TITLES = {
  arriving: 'arriving',
  connecting: 'lost',
  waiting: 'lost',
  stopped: 'stopped',
} as const satisfies Record<Disturbed['kind'], string>

function StateText({ state, title }: { readonly state: Disturbed; readonly title: string }) {
  const { t, language } = useTexts()
  switch (state.kind) {
    case 'arriving': {
      const { bytes, ofBytes } = state
      return (
        <span className="connection-arriving">
          <progress aria-label={title} value={bytes} max={ofBytes} />
          {t('ssh.connection.arrivingPart', {
            received: fileSize(bytes, language),
            total: fileSize(ofBytes, language),
          })}
        </span>
      )
    }
    case 'waiting':
      return (
        <>
          <Countdown until={state.until} />
          <SystemWords detail={state.detail} />
        </>
      )
    case 'connecting':
      return <span>{t('ssh.connection.connecting')}</span>
    case 'stopped': {
      const { failure } = state
      return (
        <>
          <span>
            {failure && `${t(`failures.${failure.code}.title`)}. `}
            {t('ssh.connection.stoppedHint')}
          </span>
          {failure && <FailureWords code={failure.code} detail={failure.detail} />}
        </>
      )
    }
  }
}

/** The seconds are no news that a screen reader should read out each. */
function Countdown({ until }: { readonly until: Milliseconds }) {
  const { t } = useTexts()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250)
    return () => clearInterval(timer)
  }, [])
  const count = Math.max(0, Math.ceil((until - now) / 1000))
  return <span aria-live="off">{t('ssh.connection.waiting', { count })}</span>
}
