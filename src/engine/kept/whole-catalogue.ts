import { Catalogue } from '../index/catalogue'
import type { KindTable } from '../index/kind-table'
import type { IndexFile } from './index-file'

/**
 * All records of a kept index, beside what is shown of the log meanwhile: it is read part by part, so
 * that whoever asks is answered between.
 *
 * @param kinds of the log, which take those of the index
 * @param afterPart false stops the reading
 * @returns null where it was stopped
 * @throws DamagedIndexError
 */
export async function wholeCatalogue(
  index: IndexFile,
  kinds: KindTable,
  afterPart: () => boolean,
): Promise<Catalogue | null> {
  const whole = new Catalogue(kinds)
  const { occurrences } = index.header
  const numbers = kinds.adoptAll(index.header.kinds, occurrences)
  for await (const columns of index.parts()) {
    whole.appendColumns(columns, numbers)
    if (!afterPart()) return null
  }
  whole.addOccurrences(occurrences, numbers, 0)
  return whole
}
