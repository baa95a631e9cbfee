import type { ReadRecord } from '../record-reader'
import { findField, valueText } from '../scan/json'

/** What findings keep of a text that stands in a log. */
const MAX_LENGTH = 120

/** The text of a field of a record, shortened; null where there is none or it is empty. */
export function fieldOf(read: ReadRecord | null, ...names: readonly string[]): string | null {
  if (!read) return null
  const fields = read.entry.fields()
  for (const name of names) {
    const value = findField(fields, name)
    const text = value && valueText(value)
    if (text !== null && text !== '') return text.slice(0, MAX_LENGTH)
  }
  return null
}

/** The texts of a list, or of the one value that stands in its place. */
export function listOf(read: ReadRecord, name: string): readonly string[] {
  const value = findField(read.entry.fields(), name)
  if (!value) return []
  return value.kind === 'list' ? value.items.map(valueText) : [valueText(value)]
}
