import { parentPort, workerData } from 'node:worker_threads'

import { unpack, type UnpackTask } from './unpack'

/* A thread that unpacks one archive. */

/** What is used of it here: Node's types leave it out. */
interface Compiler {
  readonly Module: new (bytes: ArrayBuffer) => object
  readonly Instance: new (module: object, imports?: object) => object
  instantiate: (bytes: ArrayBuffer, imports?: object) => Promise<object>
}

/*
 * Electron's main process freezes now and then when a thread ends in which V8 has compiled
 * WebAssembly in the background (seen with Electron 33, one xz in twenty): here it is compiled at once.
 */
const compiler = Reflect.get(globalThis, 'WebAssembly') as Compiler
compiler.instantiate = (bytes, imports) => {
  const module = new compiler.Module(bytes)
  return Promise.resolve({ module, instance: new compiler.Instance(module, imports) })
}

await unpack(workerData as UnpackTask, (news) => parentPort?.postMessage(news))
