#!/usr/bin/env node
// npm run -s electron:path: the Electron in use, alone on stdout.
import { ensureElectron } from './electron/ensure.mjs'
import { hasDisplay } from './electron/launch.mjs'
import { ensureSystem } from './electron/system.mjs'
import { createLog } from './lib/log.mjs'
import { runScript } from './lib/setup-error.mjs'

await runScript(async () => {
  const log = createLog()
  const { path } = await ensureElectron({ log })
  // Whoever asks will run it. The virtual display comes along where we may
  // install it; the path is worth telling without one.
  const isRoot = process.getuid?.() === 0
  ensureSystem({ path, display: isRoot && !hasDisplay(), log })
  console.log(path)
})
