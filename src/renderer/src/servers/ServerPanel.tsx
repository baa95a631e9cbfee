import type { RemotePlace } from '#shared/protocol/ssh'

import { FailureWords } from '../text/FailureWords'
import { useTexts, type Translate } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { type Suggestion, SuggestionList } from './SuggestionList'
import type { Browsing } from './useBrowsing'

/** Below the fields: what the field in use could be filled with, or how to find that out. */
export function ServerPanel({
  field,
  place,
  browsing,
  suggestions,
  active,
}: {
  readonly field: 'host' | 'path'
  readonly place: RemotePlace
  readonly browsing: Browsing
  readonly suggestions: readonly Suggestion[]
  readonly active: number
}) {
  const { t } = useTexts()
  const label =
    field === 'host'
      ? t('ssh.server.hosts')
      : t(place.path === '' ? 'ssh.server.logs' : 'ssh.server.entries')
  return (
    <section className="server-panel" aria-label={label}>
      <h3>{label}</h3>
      <SuggestionList label={label} suggestions={suggestions} active={active} />
      {field === 'path' && browsing.host === null ? (
        <LookAround host={place.host.trim()} browsing={browsing} />
      ) : (
        <p role="status" className="server-status">
          {field === 'host'
            ? suggestions.length === 0 && t('ssh.server.noHosts')
            : statusOf(place, browsing, t)}
        </p>
      )}
    </section>
  )
}

function statusOf({ host, path }: RemotePlace, { found }: Browsing, t: Translate): string {
  if (found === null) return t('ssh.server.looking', { host: visibleString(host) })
  const { listing } = found
  if (!listing.ok) return ''
  if (listing.isCut) return t('ssh.server.cut', { count: listing.entries.length })
  if (listing.entries.length > 0) return ''
  return t(path === '' ? 'ssh.server.noLogs' : 'ssh.server.nothing')
}

/** Only on demand: it can ask for a password. */
function LookAround({ host, browsing }: { readonly host: string; readonly browsing: Browsing }) {
  const { t } = useTexts()
  const failure = browsing.found?.listing
  return (
    <div className="server-look">
      {failure && !failure.ok && (
        <div role="alert" className="server-failure">
          {'code' in failure ? (
            <>
              <strong>{t(`failures.${failure.code}.title`)}.</strong>{' '}
              {t(`failures.${failure.code}.advice`)}
              <FailureWords code={failure.code} detail={failure.detail} />
            </>
          ) : (
            t(`ssh.server.mistakes.${failure.field}`)
          )}
        </div>
      )}
      {host === '' ? (
        <p>{t('ssh.server.nameHost')}</p>
      ) : (
        <>
          <button type="button" className="button" onClick={browsing.start}>
            {t('ssh.server.look', { host: visibleString(host) })}
          </button>
          <p>{t('ssh.server.lookHint')}</p>
        </>
      )}
    </div>
  )
}
