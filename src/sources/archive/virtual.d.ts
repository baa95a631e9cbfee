/** Made by build/worker-script.ts: where the built worker lies. */
declare module 'virtual:unpack-worker' {
  export const WORKER: URL
}
