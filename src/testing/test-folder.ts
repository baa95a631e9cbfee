import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new folder for one test; it goes after all that is to be done after each. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'logsieve-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}
