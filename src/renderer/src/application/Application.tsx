import { ContainersDialog } from '../containers/ContainersDialog'
import { MergeDialog } from '../merge/MergeDialog'
import { QuestionDialog } from '../questions/QuestionDialog'
import { ServerDialog } from '../servers/ServerDialog'
import { ShortcutsDialog } from '../shortcuts/ShortcutsDialog'
import { useShortcuts } from '../shortcuts/useShortcuts'
import { useStore } from '../store/Store'
import { TabBar } from '../tabs/TabBar'
import { TabPanel } from '../tabs/TabPanel'
import { DropTarget } from '../welcome/DropTarget'
import { useApplication } from './contexts'

/** The window: its tabs, the one in front, and what lies over it. */
export function Application() {
  const application = useApplication()
  const dialog = useStore(application.dialog)
  useShortcuts()
  return (
    <div className="window">
      <TabBar />
      <TabPanel />
      {dialog === 'shortcuts' && <ShortcutsDialog />}
      {dialog === 'server' && <ServerDialog />}
      <QuestionDialog />
      {dialog === 'containers' && <ContainersDialog />}
      {dialog === 'merge' && <MergeDialog />}
      <DropTarget />
    </div>
  )
}
