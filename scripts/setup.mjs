#!/usr/bin/env node
// npm run setup [-- --display] [-- --retry]: brings Electron and what it needs.
import { parseArgs } from 'node:util'
import { ensureElectron } from './electron/ensure.mjs'
import { missingSandbox } from './electron/sandbox.mjs'
import { ensureSystem } from './electron/system.mjs'
import { createLog } from './lib/log.mjs'
import { runScript } from './lib/setup-error.mjs'

await runScript(async () => {
  const { values } = parseArgs({
    options: { display: { type: 'boolean' }, retry: { type: 'boolean' } },
  })
  const log = createLog()
  const electron = await ensureElectron({ log, retry: values.retry })
  const packages = ensureSystem({ path: electron.path, display: values.display ?? false, log })
  const sandbox = missingSandbox(electron.path)
  log.say(`Electron ${electron.version} from ${electron.origin}: ${electron.path}`)
  log.say(
    packages.length > 0
      ? `Installed: ${packages.join(' ')}`
      : 'System libraries: as they should be',
  )
  if (sandbox) log.say(sandbox)
  return sandbox ? 1 : 0
})
