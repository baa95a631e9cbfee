import { Fragment } from 'react'

import { useApplication, useDocument } from '../application/contexts'
import { recordsOf } from '../log/LogModel'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { AppearanceControls } from '../settings/AppearanceControls'
import { Announcer } from './Announcer'
import { IndexProgress } from './IndexProgress'
import './status.css'

const SEPARATOR = ', '

/** What is shown and what is not: the numbers always add up to all records. */
export function StatusBar() {
  const { t } = useTexts()
  const number = useNumber()
  const { info, log, status } = useDocument()
  const { connections } = useApplication().remote
  const connection = useStore(connections).get(info.source)?.kind
  const news = useStore(status)
  const view = useStore(log.view)
  const isFollowing = useStore(log.isFollowing)
  const records = recordsOf(view)
  const shown = view?.shown ?? 0
  const noise = view?.hidden.noise ?? 0
  const byTime = view?.hiddenByTime ?? 0
  const byText = view?.hiddenByText ?? 0
  const otherwise = records - shown - noise - byTime - byText

  // How much has come over a connection stands in its banner.
  const isComing =
    news?.state === 'indexing' || (news && news.arrived !== null && connection !== 'arriving')
  const isLastPart = news !== null && news.missingBytes > 0
  const parts = [
    t('status.shown', { count: records, shown }),
    ...(isLastPart ? [t('lastPart.counted')] : []),
    ...(noise > 0 ? [t('status.noise', { number: number(noise) })] : []),
    ...(byTime > 0 ? [t('status.byTime', { number: number(byTime) })] : []),
    ...(byText > 0 ? [t('status.byText', { number: number(byText) })] : []),
    ...(otherwise > 0 ? [t('status.otherwise', { number: number(otherwise) })] : []),
  ]

  function followText(): string {
    if (news?.state === 'lost') {
      return t(connection === 'stopped' ? 'ssh.connection.notConnected' : 'status.lost')
    }
    if (news?.state === 'ended') return t('status.ended')
    return isFollowing ? t('status.following') : t('status.paused')
  }

  return (
    <footer className="status" aria-label={t('status.label')}>
      <p className="status-counts">
        {parts.map((part, index) => (
          <Fragment key={part}>
            {index > 0 && SEPARATOR}
            <span className={index > 0 ? 'status-part' : undefined}>{part}</span>
          </Fragment>
        ))}
      </p>
      {isComing && <IndexProgress status={news} />}
      {news && news.waitingBytes > 0 && (
        <p className="status-part status-waiting">
          {t('status.waiting', { count: news.waitingBytes })}
        </p>
      )}
      {news?.isReclassifying === true && (
        <p className="status-part status-waiting">{t('status.reclassifying')}</p>
      )}
      <Announcer />
      <p
        className="status-follow"
        data-state={
          news?.state === 'lost' ? 'lost' : String(isFollowing && news?.state !== 'ended')
        }
      >
        {followText()}
      </p>
      <AppearanceControls />
    </footer>
  )
}
