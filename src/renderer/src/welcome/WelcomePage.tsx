import { Container, FolderOpen, Play, Server } from 'lucide-react'

import { bridge } from '../application/bridge'
import { useApplication } from '../application/contexts'
import { CATEGORIES } from '#shared/category'
import type { Failure } from '#shared/protocol/application'
import { CategoryGlyph } from '../categories/CategoryGlyph'
import { AppearanceControls } from '../settings/AppearanceControls'
import { TooManyBanner } from '../tabs/TooManyBanner'
import { useTexts } from '../text/i18n'
import { RuleProblems } from '../rules/RuleProblems'
import { FailureBanner } from './FailureBanner'
import { RecentFiles } from './RecentFiles'
import { ReopenButton } from './ReopenButton'
import './welcome.css'

interface WelcomePageProps {
  /** What could not be opened in this tab. */
  readonly failed?: { readonly tab: number; readonly failure: Failure }
}

/** A tab without a log. */
export function WelcomePage({ failed }: WelcomePageProps) {
  const { t } = useTexts()
  const { dialog } = useApplication()
  return (
    <div className="welcome">
      <main className="welcome-main">
        <div className="welcome-card">
          <div className="welcome-mark" aria-hidden="true">
            {CATEGORIES.map((category) => (
              <CategoryGlyph key={category} category={category} size={20} />
            ))}
          </div>
          <h1>{t('welcome.title')}</h1>
          <p className="welcome-lead">{t('welcome.lead')}</p>
          {failed && <FailureBanner {...failed} />}
          <TooManyBanner />
          <RuleProblems />
          <div className="welcome-actions">
            <button
              type="button"
              className="button button-primary button-large"
              onClick={() => void bridge.openDialog()}
            >
              <FolderOpen size={16} aria-hidden />
              {t('welcome.open')}
            </button>
            <button
              type="button"
              className="button button-large"
              onClick={() => dialog.set('server')}
            >
              <Server size={15} aria-hidden />
              {t('welcome.openServer')}
            </button>
            <button
              type="button"
              className="button button-large"
              onClick={() => dialog.set('containers')}
            >
              <Container size={15} aria-hidden />
              {t('containers.open')}
            </button>
            <button
              type="button"
              className="button button-large"
              onClick={() => void bridge.openExample()}
            >
              <Play size={15} aria-hidden />
              {t('welcome.example')}
            </button>
            <ReopenButton />
          </div>
          <p className="welcome-drop">{t('welcome.dropHint')}</p>
          <RecentFiles />
        </div>
      </main>
      <footer className="welcome-foot">
        <AppearanceControls />
      </footer>
    </div>
  )
}
