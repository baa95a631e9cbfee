import { mkdtempSync, rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

const prefix = join(tmpdir(), 'logsieve-test-')

/** A new folder for one test; it goes after all that is to be done after each. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(prefix)
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** A new folder for all tests of a file or of a `describe`; it goes after them. */
export function sharedTestFolder(): string {
  const folder = mkdtempSync(prefix)
  afterAll(() => rmSync(folder, { recursive: true }))
  return folder
}
