import type { RuleSet } from '#shared/rules/compile'

import type { RecordIndex } from '../index/record-index'
import type { LogIngest } from '../ingest/log-ingest'
import type { LogBytes } from '../log-bytes'
import { BlockCounts } from '../view/block-counts'
import { View } from '../view/view'
import type { ClassifiedLog } from './reclassify'

/** Records that are handed out at a time. */
const BATCH = 500

/** The settled records of a log that is open, to be read one by one; null where there are none. */
export function classifiedLog(
  bytes: LogBytes,
  ingest: LogIngest,
  rules: RuleSet,
): ClassifiedLog | null {
  const known = ingest.known()
  if (known === null) return null
  const { index, kinds } = ingest.catalogue
  const { columns } = known.part
  return {
    known,
    rules,
    reference: ingest.context.reference,
    areShapesExact: kinds.areShapesExact,
    recordsOf: (wanted) => recordsOf(index, columns.kinds, wanted),
    read: async (record, maxBytes) => {
      const start = index.offsetOf(record)
      const isLast = record + 1 >= columns.count
      const end = isLast ? known.resumption.offset : index.offsetOf(record + 1)
      if (end - start > maxBytes) return null
      const content = Buffer.allocUnsafe(end - start)
      const read = await bytes.read(content, 0, content.length, start)
      return read === content.length ? content : null
    },
    timeOf: (record) => index.timeOf(record),
  }
}

function* recordsOf(index: RecordIndex, column: Uint16Array, wanted: Uint8Array) {
  const blocks = new BlockCounts()
  blocks.addColumn(column)
  const view = new View(index, blocks, wanted)
  for (let at = 0; at < view.shown; at += BATCH) {
    yield view.select(at, Math.min(BATCH, view.shown - at))
  }
}
