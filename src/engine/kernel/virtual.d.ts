/** Made by build/kernel.ts: the WebAssembly module that kernel/ compiles to, as base64. */
declare module 'virtual:kernel' {
  export const KERNEL: string
}
