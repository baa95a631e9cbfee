import { useEffect } from 'react'

import { DocumentContext, useApplication } from '../application/contexts'
import { CategoryList } from '../categories/CategoryList'
import { GroupChip } from '../categories/GroupChip'
import { LevelChips } from '../categories/LevelChips'
import { ProgramChips } from '../categories/ProgramChips'
import { FindingChip } from '../findings/FindingChip'
import { GoToDialog } from '../log/GoToDialog'
import { RuleEditor } from '../rules/RuleEditor'
import { RuleProblems } from '../rules/RuleProblems'
import { ChangeMergeDialog } from '../merge/ChangeMergeDialog'
import { MergeOffer } from '../merge/MergeOffer'
import { SourceSwitches } from '../merge/SourceSwitches'
import { FindBar } from '../search/FindBar'
import { ProfilePanel } from '../profile/ProfilePanel'
import { StatusBar } from '../status/StatusBar'
import { useStore } from '../store/Store'
import { useTexts } from '../text/i18n'
import { visibleString } from '../text/visible-text'
import { TooManyBanner } from '../tabs/TooManyBanner'
import { TimelineBar } from '../timeline/TimelineBar'
import { TimeRangeDialog } from '../timeline/TimeRangeDialog'
import { TriageView } from '../triage/TriageView'
import { ConnectionBanner } from '../connection/ConnectionBanner'
import { FrontBanner } from '../connection/FrontBanner'
import type { DocumentModel } from './DocumentModel'
import { LogWithDetail } from './LogWithDetail'
import { NoticeBanners } from './NoticeBanners'
import { OlderFilesOffer } from './OlderFilesOffer'
import { Toolbar } from './Toolbar'
import './document.css'

/** A tab with a log. */
export function DocumentPage({ document }: { readonly document: DocumentModel }) {
  const { t } = useTexts()
  const application = useApplication()
  const dialog = useStore(application.dialog)
  const tab = useStore(document.tab)
  const merge = useStore(document.merge)

  useEffect(() => {
    window.document.title = t('app.titleOf', { name: visibleString(document.info.name) })
    return () => {
      window.document.title = t('app.name')
    }
  }, [document, t])

  return (
    <DocumentContext value={document}>
      <div className="page">
        <Toolbar />
        <nav className="side" aria-label={t('app.sideBar')}>
          <CategoryList />
          <SourceSwitches />
          <LevelChips />
          <ProgramChips />
          <ProfilePanel />
        </nav>
        <main className="content" aria-label={t('app.main')}>
          <TooManyBanner />
          <RuleProblems />
          <ConnectionBanner />
          <FrontBanner />
          <NoticeBanners />
          <OlderFilesOffer />
          <MergeOffer />
          <TimelineBar />
          {tab === 'log' && <FindBar />}
          {tab === 'log' && <GroupChip />}
          {tab === 'log' && <FindingChip />}
          {tab === 'log' ? <LogWithDetail /> : <TriageView />}
        </main>
        <StatusBar />
      </div>
      {dialog === 'go-to-line' && <GoToDialog />}
      {dialog === 'time-range' && <TimeRangeDialog />}
      {dialog === 'rule' && <RuleEditor />}
      {dialog === 'change-merge' && merge && <ChangeMergeDialog merge={merge} />}
    </DocumentContext>
  )
}
