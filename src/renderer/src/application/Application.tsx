import { DocumentPage } from '../document/DocumentPage'
import { ShortcutsDialog } from '../shortcuts/ShortcutsDialog'
import { useShortcuts } from '../shortcuts/useShortcuts'
import { useStore } from '../store/Store'
import { PickEntryDialog } from '../welcome/PickEntryDialog'
import { DropTarget } from '../welcome/DropTarget'
import { WelcomePage } from '../welcome/WelcomePage'
import { useApplication } from './contexts'

/** The window: a log or the welcome page, and what lies over either. */
export function Application() {
  const application = useApplication()
  const document = useStore(application.document)
  const dialog = useStore(application.dialog)
  useShortcuts()
  return (
    <>
      {document ? <DocumentPage key={document.id} document={document} /> : <WelcomePage />}
      {dialog === 'shortcuts' && <ShortcutsDialog />}
      {dialog === 'pick-entry' && <PickEntryDialog />}
      <DropTarget />
    </>
  )
}
