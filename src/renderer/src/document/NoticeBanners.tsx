import { useDocument } from '../application/contexts'
import { Banner } from '../controls/Banner'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { SystemWords } from '../text/SystemWords'
import { visibleString } from '../text/visible-text'
import type { Notice } from './DocumentModel'

const QUIET: readonly Notice['code'][] = [
  'file-back',
  'connection-back',
  'converted',
  'file-replaced',
  'source-ended',
]

/** Told by the banner of the connection, where there is one. */
const OF_CONNECTION: readonly Notice['code'][] = ['connection-lost', 'connection-back']

/** What happened to the file, and what to do about it; above the list until dismissed. */
export function NoticeBanners() {
  const { t } = useTexts()
  const document = useDocument()
  const { isRemote, merge } = document.info
  const hasBanner = (source: string | null) =>
    source === null ? isRemote : merge?.logs.some((log) => log.name === source && log.isRemote)
  const notices = useStore(document.notices).filter(
    ({ code, source = null }) => !OF_CONNECTION.includes(code) || !hasBanner(source),
  )
  return (
    <div role="status" className="banners">
      {notices.map((notice) => (
        <Banner
          key={`${notice.code} ${notice.source ?? ''}`}
          tone={QUIET.includes(notice.code) ? 'quiet' : 'warning'}
          title={titleOf(notice)}
          dismissal={{ label: t('notices.dismiss'), dismiss: () => document.dismiss(notice) }}
        >
          {notice.failure && <span>{reasonOf(notice.failure)}</span>}{' '}
          <span>{t(`notices.${notice.code}.advice`)}</span>
          {notice.code !== 'converted' && <SystemWords detail={notice.detail} />}
        </Banner>
      ))}
    </div>
  )

  function reasonOf(failure: NonNullable<Notice['failure']>): string {
    return failure === 'pick-entry' ? t('merge.pickEntry') : `${t(`failures.${failure}.title`)}.`
  }

  function titleOf({ code, detail, source = null }: Notice): string {
    if (code === 'converted')
      return t('notices.converted.title', { encoding: detail.toUpperCase() })
    const title = t(`notices.${code}.title`)
    return source === null ? title : t('merge.about', { source: visibleString(source), title })
  }
}
