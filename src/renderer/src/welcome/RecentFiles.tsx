import { FileText, Server } from 'lucide-react'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'

/** The logs opened before, the latest first. */
export function RecentFiles() {
  const { t } = useTexts()
  const files = useStore(useApplication().recent)
  return (
    <section className="recent" aria-labelledby="recent-title">
      <div className="side-heading">
        <h2 id="recent-title">{t('welcome.recent')}</h2>
        {files.length > 0 && (
          <button type="button" className="text-button" onClick={() => void bridge.clearRecent()}>
            {t('welcome.clearRecent')}
          </button>
        )}
      </div>
      {files.length === 0 ? (
        <p className="recent-none">{t('welcome.noRecent')}</p>
      ) : (
        <ul>
          {files.map(({ name, folder, isRemote }, index) => (
            <li key={index}>
              <button
                type="button"
                className="recent-file"
                onClick={() => void bridge.openRecent(index)}
              >
                {isRemote ? <Server size={15} aria-hidden /> : <FileText size={15} aria-hidden />}
                <span className="recent-name">{visibleString(name)}</span>{' '}
                <span className="recent-folder">{visibleString(folder)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
