import { dialog, type BrowserWindow } from 'electron'

import type { Language } from '#shared/language'
import type { SavedCopy } from '#shared/protocol/ssh'
import { messageOf } from '#sources/open-failure'

import { nativeTexts } from './menu-texts'
import type { OpenSource } from './open-sources'

/** Asks where to, and writes there what was read of a log. */
export async function saveCopy(
  window: BrowserWindow,
  source: OpenSource | null,
  language: Language,
): Promise<SavedCopy> {
  if (!source?.copy) return { kind: 'cancelled' }
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: nativeTexts(language).saveCopyTitle,
    // A name that somebody else chose is no path.
    defaultPath: source.name.replace(/[/\\:*?"<>|\p{Cc}]/gu, '_'),
    properties: ['showHiddenFiles', 'createDirectory', 'showOverwriteConfirmation'],
  })
  if (canceled || filePath === '') return { kind: 'cancelled' }
  try {
    await source.copy.saveTo(filePath)
    return { kind: 'saved' }
  } catch (error) {
    return { kind: 'failed', detail: messageOf(error) }
  }
}
