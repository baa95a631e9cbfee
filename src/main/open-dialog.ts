import { dialog, type BrowserWindow } from 'electron'

import type { Language } from '#shared/language'

import { nativeTexts } from './menu-texts'

/** Asks for logs; none where the person changes their mind. */
export async function askForFiles(
  window: BrowserWindow,
  language: Language,
): Promise<readonly string[]> {
  const text = nativeTexts(language)
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile', 'multiSelections', 'showHiddenFiles'],
    filters: [
      { name: text.allFiles, extensions: ['*'] },
      { name: text.logFiles, extensions: ['log', 'jsonl', 'json', 'txt'] },
    ],
  })
  return canceled ? [] : filePaths
}
