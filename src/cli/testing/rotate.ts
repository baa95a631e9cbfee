import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { gzipSync } from 'node:zlib'

/* For tests: rotation as logrotate does it. */

/** Moves `.1` to `.2` and so on, and the log to `.1`; all but that one are compressed. */
export async function rotate(path: string, compresses: boolean): Promise<void> {
  const names = await readdir(dirname(path))
  for (let number = names.length; number >= 1; number--) {
    for (const end of ['', '.gz']) {
      if (!names.includes(`${basename(path)}.${number}${end}`)) continue
      const next = `${path}.${number + 1}`
      await rename(`${path}.${number}${end}`, next + end)
      if (end !== '' || !compresses) continue
      const { mtime } = await stat(next)
      await writeFile(`${next}.gz.new`, gzipSync(await readFile(next)))
      await utimes(`${next}.gz.new`, mtime, mtime)
      await rename(`${next}.gz.new`, `${next}.gz`)
      await rm(next)
    }
  }
  await rename(path, `${path}.1`)
  await writeFile(path, '')
}
