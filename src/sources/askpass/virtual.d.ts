/** Made by build/worker-script.ts: where the built program lies. */
declare module 'virtual:askpass-program' {
  export const WORKER: URL
}
