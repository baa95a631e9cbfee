import { createHash } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { build, type Plugin } from 'vite'

import { kernel } from './kernel'
import { searchKernel } from './search-kernel'

interface WorkerScript {
  /** What importing modules call it: `virtual:…`. */
  readonly module: string
  readonly source: string
  /** Where the build puts it, seen from every folder of out/. */
  readonly built: string
  /** What its sources need of the build. */
  readonly plugins: () => Plugin[]
}

/** For tests: who reads a log is told where it lies, for the window and the command line have it elsewhere. */
export function scanWorker(): Plugin {
  return workerScript({
    module: 'virtual:scan-worker',
    source: 'src/engine/parallel/worker.ts',
    built: '../engine/scan-worker.js',
    plugins: () => [kernel()],
  })
}

export function searchWorker(): Plugin {
  return workerScript({
    module: 'virtual:search-worker',
    source: 'src/engine/search/worker.ts',
    built: '../engine/search-worker.js',
    plugins: () => [searchKernel()],
  })
}

export function unpackWorker(): Plugin {
  return workerScript({
    module: 'virtual:unpack-worker',
    source: 'src/sources/archive/worker.ts',
    built: '../sources/unpack-worker.js',
    plugins: () => [],
  })
}

export function askpassProgram(): Plugin {
  return workerScript({
    module: 'virtual:askpass-program',
    source: 'src/sources/askpass/program.ts',
    built: '../sources/askpass.js',
    plugins: () => [],
  })
}

/**
 * Says where a worker lies. A thread, or another program, starts from a file that plain Node can run: in the app one of
 * the build, and where the sources run as they are (tests, benchmarks) one made for it.
 */
function workerScript({ module, source, built, plugins }: WorkerScript): Plugin {
  const resolved = `\0${module}`
  let root = ''
  let isBuild = false
  return {
    name: `logsieve:${module}`,
    configResolved(config) {
      root = config.root
      isBuild = config.command === 'build'
    },
    resolveId: (id) => (id === module ? resolved : null),
    async load(id) {
      if (id !== resolved) return null
      const url = isBuild
        ? `new URL(${JSON.stringify(built)}, import.meta.url)`
        : `new URL(${JSON.stringify(await bundled(root, source, plugins()))})`
      return { code: `export const WORKER = ${url}`, map: null }
    },
  }
}

/** Named by its content and moved there whole: several processes may make it at a time. */
async function bundled(root: string, source: string, plugins: Plugin[]): Promise<string> {
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins,
    build: {
      target: 'node20',
      ssr: source,
      write: false,
      minify: false,
      rolldownOptions: { output: { format: 'es', codeSplitting: false } },
    },
  })
  if (!('output' in result)) throw new Error(`${source} was not built`)
  const { code } = result.output[0]
  const folder = join(root, 'node_modules/.cache/workers')
  const name = createHash('sha256').update(code).digest('hex').slice(0, 16)
  const file = join(folder, `${name}.mjs`)
  await mkdir(folder, { recursive: true })
  await writeFile(`${file}.${process.pid}`, code)
  await rename(`${file}.${process.pid}`, file)
  return pathToFileURL(file).href
}
