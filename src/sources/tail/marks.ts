/*
 * Lines that stand in a followed log where its file did not simply go on. Rules of the pack
 * `logsieve` explain them.
 */

const mark = (text: string) => Buffer.from(`-- logsieve: ${text} --\n`)

/** @param copy name of the file that held what stood before; null where none was found */
export function truncatedMark(copy: string | null): Buffer {
  return mark(
    copy === null
      ? 'the file was truncated here, and lines written just before may be missing'
      : `the file was truncated here, and read to its end in ${copy}`,
  )
}

export function replacedMark(): Buffer {
  return mark('another file took the place of this one here')
}

/** The file was deleted while the connection to its machine was away. */
export function goneMark(): Buffer {
  return mark('the file was deleted unread here, and lines written before may be missing')
}

/** What stood before the last part of a log was cut off before it was read. */
export function frontGoneMark(bytes: number): Buffer {
  return Buffer.from(
    `\n${mark(`what stood here was cut off before it was read, in bytes: ${bytes}`).toString()}`,
  )
}

/** Of the files that rotation left, one is missing here. */
export function unreadMark(name: string): Buffer {
  return mark(`an older file could not be read here: ${name}`)
}

/** Of a folder or a pattern, the newest file is another one now. */
export function newerMark(name: string): Buffer {
  return mark(`a newer file goes on here: ${name}`)
}
