import { dialog, shell, type BrowserWindow } from 'electron'

import type { Language } from '#shared/language'

import { checkLink } from './link-check'
import { nativeTexts } from './menu-texts'

/** Opens an address in the browser after asking, if it is one that may be opened at all. */
export async function openLink(
  window: BrowserWindow,
  address: string,
  language: Language,
): Promise<void> {
  const link = checkLink(address)
  if (!link.ok) throw new Error(link.reason)
  const text = nativeTexts(language)
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: text.openLinkQuestion.replace('{host}', link.host),
    detail: link.url,
    buttons: [text.openLink, text.cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response === 0) await shell.openExternal(link.url)
}
