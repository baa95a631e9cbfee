import { CloudDownload } from 'lucide-react'
import { useEffect } from 'react'

import type { FrontState } from '#shared/protocol/ssh'

import { bridge } from '../application/bridge'
import { useApplication, useDocument } from '../application/contexts'
import { Banner, BannerButton } from '../controls/Banner'
import { useStore } from '../store/Store'
import { fileSize, percentage } from '../text/format'
import { useTexts } from '../text/i18n'
import { useNumber } from '../text/useNumber'
import { roughly } from './rough-time'
import './connection.css'

/** Says that the list shows the last part of the log, and what becomes of the rest. */
export function FrontBanner() {
  const { remote } = useApplication()
  const { info, status } = useDocument()
  const { source, isRemote } = info
  const state = useStore(remote.fronts).get(source)
  const missingBytes = useStore(status)?.missingBytes ?? 0
  useEffect(() => {
    if (isRemote) void remote.askForFront(source)
  }, [remote, source, isRemote])
  return (
    <div role="status" className="banners">
      {state && missingBytes > 0 && (
        <RestBanner state={state} missingBytes={missingBytes} source={source} />
      )}
    </div>
  )
}

interface RestProps {
  readonly state: FrontState
  readonly missingBytes: number
  readonly source: number
}

function RestBanner({ state, missingBytes, source }: RestProps) {
  const { t, language } = useTexts()
  return (
    <Banner
      tone="quiet"
      icon={CloudDownload}
      title={t('lastPart.title')}
      buttons={
        state.kind !== 'done' && (
          <BannerButton
            label={t(state.kind === 'left' ? 'lastPart.read' : 'lastPart.cancel')}
            onClick={() => void bridge.wantFront(source, state.kind === 'left')}
          />
        )
      }
    >
      {state.kind === 'reading' && <Progress state={state} />}
      {state.kind === 'left' && (
        <span>{t('lastPart.left', { size: fileSize(state.bytes, language) })}</span>
      )}
      {state.kind === 'done' &&
        (state.missingBytes < missingBytes ? (
          <span>{t('lastPart.indexing')}</span>
        ) : (
          <span>{t('lastPart.missing', { size: fileSize(missingBytes, language) })}</span>
        ))}
    </Banner>
  )
}

/** The numbers are no news that a screen reader should read out each. */
function Progress({ state }: { readonly state: FrontState & { readonly kind: 'reading' } }) {
  const { t, language } = useTexts()
  const number = useNumber()
  const { bytes, ofBytes, secondsLeft } = state
  const left = secondsLeft === null ? null : roughly(secondsLeft)
  const part = {
    percent: percentage(bytes / ofBytes, language),
    received: fileSize(bytes, language),
    total: fileSize(ofBytes, language),
  }
  return (
    <>
      <span>{t('lastPart.reading')}</span>
      <span className="connection-arriving" aria-live="off">
        <progress aria-label={t('lastPart.reading')} value={bytes} max={ofBytes} />
        {t('lastPart.part', part)}
        {left && `, ${t(`lastPart.${left.unit}`, { number: number(left.count) })}`}
      </span>
    </>
  )
}
