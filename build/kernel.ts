import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'

import { main } from 'assemblyscript/asc'
import type { Plugin } from 'vite'

/** What src/engine/kernel/kernel.ts imports: the compiled kernel as base64. */
const MODULE = 'virtual:kernel'
const RESOLVED = `\0${MODULE}`

const { version: COMPILER } = createRequire(import.meta.url)('assemblyscript/package.json') as {
  version: string
}

/** 155 pages: MEMORY_PAGES in kernel/layout.ts. The kernel allocates nothing, so it needs no runtime. */
// prettier-ignore
const OPTIONS = [
  '-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd,bulk-memory', '--use', 'abort=',
  '--memoryBase', '1024', '--initialMemory', '155', '--maximumMemory', '155',
]

/**
 * Compiles the scan kernel and inlines it, so that the engine finds it wherever it runs: in a
 * utility process out of an archive, in a worker thread, in plain Node, in a test.
 */
export function kernel(): Plugin {
  let root = ''
  return {
    name: 'logsieve:kernel',
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === MODULE ? RESOLVED : null),
    async load(id) {
      if (id !== RESOLVED) return null
      const sources = sourcesIn(root)
      for (const { file } of sources) this.addWatchFile(file)
      const wasm = await compiled(root, sources)
      return { code: `export const KERNEL = ${JSON.stringify(wasm.toString('base64'))}`, map: null }
    },
  }
}

interface Source {
  readonly file: string
  readonly content: Buffer
}

function sourcesIn(root: string): readonly Source[] {
  const folder = join(root, 'kernel')
  return readdirSync(folder)
    .sort()
    .map((name) => ({ file: join(folder, name), content: readFileSync(join(folder, name)) }))
}

/** The kernel, compiled where its sources are not those of the last time. */
async function compiled(root: string, sources: readonly Source[]): Promise<Buffer> {
  const folder = join(root, 'node_modules/.cache/kernel')
  const cached = join(folder, `${keyOf(sources)}.wasm`)
  if (existsSync(cached)) return readFileSync(cached)
  const wasm = await compile(root)
  mkdirSync(folder, { recursive: true })
  // Two builds at a time must not read half a file of each other.
  const unfinished = `${cached}.${process.pid}`
  writeFileSync(unfinished, wasm)
  renameSync(unfinished, cached)
  return wasm
}

function keyOf(sources: readonly Source[]): string {
  const hash = createHash('sha256').update(JSON.stringify(OPTIONS)).update(COMPILER)
  for (const { file, content } of sources) hash.update(basename(file)).update(content)
  return hash.digest('hex').slice(0, 16)
}

async function compile(root: string): Promise<Buffer> {
  const written: Uint8Array[] = []
  const { error, stderr } = await main(
    ['kernel/index.ts', '--baseDir', root, '--outFile', 'kernel.wasm', ...OPTIONS],
    {
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') written.push(contents)
      },
    },
  )
  const [wasm] = written
  const { toString } = stderr as { readonly toString: () => string }
  if (error || !wasm) throw new Error(`the kernel does not compile\n${toString.call(stderr)}`)
  return Buffer.from(wasm)
}
