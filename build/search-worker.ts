import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { build, type Plugin } from 'vite'

import { searchKernel } from './search-kernel'

/** What src/engine/search/worker-pool.ts imports: where the search worker lies. */
const MODULE = 'virtual:search-worker'
const RESOLVED = `\0${MODULE}`
const SOURCE = 'src/engine/search/worker.ts'

/** Where the build puts it, seen from every folder of out/. */
const BUILT = '../engine/search-worker.js'

/**
 * Says where the search worker lies. A thread starts from a file that plain Node can run: in the
 * app one of the build, and where the sources run as they are (tests, benchmarks) one made for it.
 */
export function searchWorker(): Plugin {
  let root = ''
  let isBuild = false
  return {
    name: 'logsieve:search-worker',
    configResolved(config) {
      root = config.root
      isBuild = config.command === 'build'
    },
    resolveId: (id) => (id === MODULE ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null
      const url = isBuild
        ? `new URL(${JSON.stringify(BUILT)}, import.meta.url)`
        : `new URL(${JSON.stringify(await bundled(root))})`
      return { code: `export const SEARCH_WORKER = ${url}`, map: null }
    },
  }
}

/** Named by its content and moved there whole: several processes may make it at a time. */
async function bundled(root: string): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [searchKernel()],
    build: {
      target: 'node20',
      ssr: SOURCE,
      write: false,
      minify: false,
      rolldownOptions: { output: { format: 'es', codeSplitting: false } },
    },
  })
  if (!('output' in result)) throw new Error('the search worker was not built')
  const { code } = result.output[0]
  const folder = join(root, 'node_modules/.cache/search-worker')
  const name = createHash('sha256').update(code).digest('hex').slice(0, 16)
  const file = join(folder, `${name}.mjs`)
  await mkdir(folder, { recursive: true })
  await writeFile(`${file}.${process.pid}`, code)
  await rename(`${file}.${process.pid}`, file)
  return pathToFileURL(file).href
}
