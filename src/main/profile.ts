import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { app } from 'electron'

/**
 * LOGSIEVE_PROFILE or --user-data-dir names another folder for settings. An instance is one a
 * profile, so a test with a fresh profile has an app of its own. Must be called before anything
 * asks for a path or the instance lock.
 */
export function chooseProfile(): void {
  const folder = process.env.LOGSIEVE_PROFILE ?? app.commandLine.getSwitchValue('user-data-dir')
  if (folder === '') return
  const path = resolve(folder)
  mkdirSync(path, { recursive: true, mode: 0o700 })
  app.setPath('userData', path)
}
