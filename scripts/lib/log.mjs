/**
 * @typedef {object} Log
 * @property {(text: string) => void} say one line for the user
 * @property {(what: string, doneBytes: number, totalBytes?: number) => void} progress
 *   how far a long step is; call it as often as you like
 */

const megabyte = 1_000_000

/**
 * A log on stderr, so that stdout stays free for results. A terminal sees one
 * line that is written over; a log file gets a line each tenth (or each 20 MB
 * where the whole is not known).
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Log}
 */
export function createLog(stream = process.stderr) {
  let shown = ''
  let isLineOpen = false

  return {
    say(text) {
      if (isLineOpen) stream.write('\n')
      isLineOpen = false
      shown = ''
      stream.write(`${text}\n`)
    },
    progress(what, doneBytes, totalBytes) {
      const step = stream.isTTY ? 1 : totalBytes ? 10 : 20
      const units = totalBytes
        ? Math.min(100, (doneBytes / totalBytes) * 100)
        : doneBytes / megabyte
      const reached = Math.floor(units / step) * step
      const text = `${what}: ${reached} ${totalBytes ? '%' : 'MB'}`
      if (text === shown) return
      shown = text
      stream.write(stream.isTTY ? `\r\x1b[K${text}` : `${text}\n`)
      isLineOpen = Boolean(stream.isTTY)
    },
  }
}
