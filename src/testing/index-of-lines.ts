import { RecordIndex } from '#engine/index/record-index'

/** An index of records of so many bytes each, which lie behind each other from `start` on. */
export function indexOf(bytes: readonly number[], start = 0): RecordIndex {
  const index = new RecordIndex()
  let offset = start
  for (const [number, length] of bytes.entries()) {
    index.append({ offset, line: number + 1, kind: 0, time: null })
    offset += length
  }
  return index
}
