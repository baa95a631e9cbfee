import { join } from 'node:path'

import { runnerImport } from 'vite'

const PLUGINS = join(import.meta.dirname, '../build/plugins.ts')

/** The plugins of the app's own build. */
export async function ownPlugins() {
  /** @type {{ module: typeof import('../build/plugins') }} */
  const { module } = await runnerImport(PLUGINS, { configFile: false })
  return module.ownPlugins()
}
