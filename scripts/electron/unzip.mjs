import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'

/**
 * Unpacks those files of a zip archive for which `place` gives a relative
 * path. yauzl refuses names that lead out of the folder; links are refused
 * here, so that nothing can be written through one.
 * @param {string} archive
 * @param {string} folder
 * @param {(name: string) => string | undefined} place
 * @param {(doneBytes: number) => void} onProgress
 */
export async function unzip(archive, folder, place, onProgress) {
  const zip = await yauzl.openPromise(archive)
  let doneBytes = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const path = place(entry.fileName)
      if (path === undefined || entry.fileName.endsWith('/')) continue
      // The upper half of the attributes is the Unix mode: type and permissions.
      const mode = entry.externalFileAttributes >>> 16
      const isLink = (mode & 0o170000) === 0o120000
      if (isLink) throw new Error(`unexpected link in the archive: ${entry.fileName}`)
      const target = join(folder, path)
      await mkdir(dirname(target), { recursive: true })
      await pipeline(
        await zip.openReadStreamPromise(entry),
        createWriteStream(target, { mode: mode & 0o111 ? 0o755 : 0o644 }),
      )
      doneBytes += entry.uncompressedSize
      onProgress(doneBytes)
    }
  } finally {
    zip.close()
  }
}
