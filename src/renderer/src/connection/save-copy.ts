import type { ApplicationModel } from '../application/ApplicationModel'
import { bridge } from '../application/bridge'
import type { DocumentModel } from '../document/DocumentModel'

/** Writes what was read of a log to a file that the user chooses. */
export async function saveCopy(
  application: ApplicationModel,
  document: DocumentModel,
): Promise<void> {
  if (!document.info.isCopy) {
    application.announce('noCopyNeeded')
    return
  }
  const saved = await bridge.saveCopy(document.info.source)
  if (saved.kind === 'saved') application.announce('copySaved')
  if (saved.kind === 'failed') document.notify({ code: 'copy-failed', detail: saved.detail })
}
