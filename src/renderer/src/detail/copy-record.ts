import { bridge } from '../application/bridge'
import type { DocumentModel } from '../document/DocumentModel'

/** Copies the raw text of the selected record as it stands in the file. False: there is none. */
export async function copyRecord({ client, log }: DocumentModel): Promise<boolean> {
  const selection = log.selection.get()
  if (!selection) return false
  const { detail } = await client.call('record.get', { record: selection.record })
  await bridge.writeClipboard(detail.raw)
  return true
}
