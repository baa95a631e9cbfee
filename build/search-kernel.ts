import { join } from 'node:path'

import { main } from 'assemblyscript/asc'
import type { Plugin } from 'vite'

/** What src/engine/search/finder.ts imports: the compiled kernel as base64. */
const MODULE = 'virtual:search-kernel'
const RESOLVED = `\0${MODULE}`
const SOURCE = 'search-kernel/index.ts'

// The kernel allocates nothing, so it needs no runtime; 6 pages are its tables and a piece of 256 KiB.
// prettier-ignore
const OPTIONS = [
  '-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--use', 'abort=',
  '--memoryBase', '65536', '--initialMemory', '6', '--maximumMemory', '6',
]

/** Compiles the search kernel and inlines it, so that a worker finds it wherever it runs. */
export function searchKernel(): Plugin {
  let root = ''
  return {
    name: 'logsieve:search-kernel',
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === MODULE ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null
      this.addWatchFile(join(root, SOURCE))
      const wasm = await compile(root)
      return { code: `export const KERNEL = ${JSON.stringify(wasm.toString('base64'))}`, map: null }
    },
  }
}

async function compile(root: string): Promise<Buffer> {
  const written: Uint8Array[] = []
  const { error, stderr } = await main(
    [SOURCE, '--baseDir', root, '--outFile', 'search-kernel.wasm', ...OPTIONS],
    {
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') written.push(contents)
      },
    },
  )
  const [wasm] = written
  const { toString } = stderr as { readonly toString: () => string }
  if (error || !wasm)
    throw new Error(`the search kernel does not compile\n${toString.call(stderr)}`)
  return Buffer.from(wasm)
}
