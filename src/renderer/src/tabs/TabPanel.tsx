import { useApplication } from '../application/contexts'
import { DocumentPage } from '../document/DocumentPage'
import { useStore } from '../store/Store'
import { PickEntryDialog } from '../welcome/PickEntryDialog'
import { WelcomePage } from '../welcome/WelcomePage'
import { OpeningPage } from './OpeningPage'
import { TAB_PANEL_ID } from './tab-id'
import type { Tab } from './TabsModel'

/** What stands in the tab in front. Where it is the only one, nobody is told of tabs. */
export function TabPanel() {
  const { tabs } = useApplication()
  const active = useStore(tabs.active)
  const isOneOfSeveral = useStore(tabs.list).length > 1
  if (!active) return null
  // The heading of a log names it; a name of its own would make it content beside the landmarks.
  const marked = isOneOfSeveral && { id: TAB_PANEL_ID, role: 'tabpanel' }
  return (
    <div className="tab-panel" {...marked}>
      <Content tab={active} />
    </div>
  )
}

function Content({ tab: { number, content, document } }: { readonly tab: Tab }) {
  switch (content.kind) {
    case 'welcome':
      return <WelcomePage />
    case 'failed':
      return <WelcomePage failed={{ tab: number, failure: content }} />
    case 'opening':
      return <OpeningPage tab={number} name={content.name} />
    case 'archive':
      return (
        <>
          <WelcomePage />
          <PickEntryDialog tab={number} archive={content} />
        </>
      )
    case 'log':
      // The port to its engine is here in the next moment.
      return document && <DocumentPage key={document.id} document={document} />
  }
}
