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
import binaryen from 'assemblyscript/binaryen'
import { Transform } from 'assemblyscript/transform'
import type { Plugin } from 'vite'

const { version: COMPILER } = createRequire(import.meta.url)('assemblyscript/package.json') as {
  version: string
}

/** The kernels allocate nothing, so they need no runtime. */
const OPTIONS = ['-O3', '--runtime', 'stub', '--noAssert', '--use', 'abort=']

/** Before the names of exported variables, see src/engine/kernel/kernel.ts. */
const VARIABLE_PREFIX = 'variable:'

interface Assembly {
  /** The folder of its sources, of which index.ts is compiled; `virtual:…` is what importing modules call it. */
  readonly name: string
  /** What WebAssembly must have. */
  readonly features: string
  /** Where the compiler may put constants. */
  readonly memoryBase: number
  /** Of 64 KiB each; the memory does not grow. */
  readonly pages: number
}

interface Source {
  readonly file: string
  readonly content: Buffer
}

/**
 * Compiles AssemblyScript and inlines it as base64, so that the engine finds it wherever it runs: in
 * a utility process out of an archive, in a worker thread, in plain Node, in a test.
 */
export function assembly(what: Assembly): Plugin {
  const module = `virtual:${what.name}`
  const resolved = `\0${module}`
  let root = ''
  return {
    name: `logsieve:${what.name}`,
    configResolved(config) {
      root = config.root
    },
    resolveId: (id) => (id === module ? resolved : null),
    async load(id) {
      if (id !== resolved) return null
      const sources = sourcesIn(join(root, what.name))
      for (const { file } of sources) this.addWatchFile(file)
      const wasm = await compiled(root, what, sources)
      return { code: `export const KERNEL = ${JSON.stringify(wasm.toString('base64'))}`, map: null }
    },
  }
}

function sourcesIn(folder: string): readonly Source[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ file: join(folder, name), content: readFileSync(join(folder, name)) }))
}

/** Compiled where the sources are not those of the last time. */
async function compiled(root: string, what: Assembly, sources: readonly Source[]): Promise<Buffer> {
  const folder = join(root, 'node_modules/.cache/kernel')
  const options = optionsOf(what)
  const cached = join(folder, `${what.name}-${keyOf(options, sources)}.wasm`)
  if (existsSync(cached)) return readFileSync(cached)
  const wasm = await compile(root, what.name, options)
  mkdirSync(folder, { recursive: true })
  // Two builds at a time must not read half a file of each other.
  const unfinished = `${cached}.${process.pid}`
  writeFileSync(unfinished, wasm)
  renameSync(unfinished, cached)
  return wasm
}

function optionsOf({ features, memoryBase, pages }: Assembly): readonly string[] {
  return [
    ...OPTIONS,
    ...['--enable', features],
    ...['--memoryBase', String(memoryBase)],
    ...['--initialMemory', String(pages), '--maximumMemory', String(pages)],
  ]
}

/** Exports all that changes beside the memory: who copies both has the same kernel. */
class VariablesExported extends Transform {
  override afterCompile(module: binaryen.Module): void {
    const globals = Array.from({ length: module.getNumGlobals() }, (_, at) =>
      binaryen.getGlobalInfo(module.getGlobalByIndex(at)),
    )
    for (const { name, mutable } of globals) {
      if (mutable) module.addGlobalExport(name, `${VARIABLE_PREFIX}${name}`)
    }
  }
}

function keyOf(options: readonly string[], sources: readonly Source[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify(options))
    .update(COMPILER)
    .update(VARIABLE_PREFIX)
  for (const { file, content } of sources) hash.update(basename(file)).update(content)
  return hash.digest('hex').slice(0, 16)
}

async function compile(root: string, name: string, options: readonly string[]): Promise<Buffer> {
  const written: Uint8Array[] = []
  const { error, stderr } = await main(
    [`${name}/index.ts`, '--baseDir', root, '--outFile', `${name}.wasm`, ...options],
    {
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') written.push(contents)
      },
      transforms: [new VariablesExported()],
    },
  )
  const [wasm] = written
  const { toString } = stderr as { readonly toString: () => string }
  if (error || !wasm) throw new Error(`${name} does not compile\n${toString.call(stderr)}`)
  return Buffer.from(wasm)
}
