// Bundles the engine with the script that measures it, as the app's own build would.
import { join } from 'node:path'
import { build as bundle } from 'vite'

import { ownPlugins } from './plugins.mjs'

/**
 * @param {string} folder
 * @returns the scripts to run with Node
 */
export async function build(folder) {
  const root = join(import.meta.dirname, '..')
  await bundle({
    root,
    configFile: false,
    plugins: await ownPlugins(),
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20.18',
      outDir: join(folder, 'engine'),
      rolldownOptions: {
        input: {
          measure: join(root, 'bench/measure.ts'),
          remote: join(root, 'bench/remote.ts'),
          packs: join(root, 'bench/packs.ts'),
          'scan-worker': join(root, 'src/engine/parallel/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
    ssr: { noExternal: true },
  })
  return {
    measure: join(folder, 'engine/measure.mjs'),
    packs: join(folder, 'engine/packs.mjs'),
    remote: join(folder, 'engine/remote.mjs'),
  }
}
