/** Made by build/worker-script.ts: where the built scan worker lies. */
declare module 'virtual:scan-worker' {
  export const WORKER: URL
}
