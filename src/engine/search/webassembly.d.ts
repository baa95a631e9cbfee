/*
 * The few names of WebAssembly that the engine uses: TypeScript declares them with the DOM, which
 * the engine must not know.
 */
declare namespace WebAssembly {
  type Exports = Readonly<Record<string, unknown>>
  // eslint-disable-next-line @typescript-eslint/no-extraneous-class -- there is no more to it
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Instance {
    readonly exports: Exports
    constructor(module: Module)
  }
  class Memory {
    readonly buffer: ArrayBuffer
  }
}
