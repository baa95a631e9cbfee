/** Made by build/search-kernel.ts: the WebAssembly module of search-kernel/, as base64. */
declare module 'virtual:search-kernel' {
  export const KERNEL: string
}

/** Made by build/worker-script.ts: where the built search worker lies. */
declare module 'virtual:search-worker' {
  export const WORKER: URL
}
