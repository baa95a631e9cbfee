// The scripts are JavaScript, so that they run before anything is built; what of them is used here.

declare module '*/scripts/electron/ensure.mjs' {
  export function ensureElectron(options: { log: unknown }): Promise<{ path: string }>
}

declare module '*/scripts/electron/launch.mjs' {
  export function electronCommand(options: {
    path: string
    args: string[]
    warn: (line: string) => void
  }): { command: string; args: string[] }
}

declare module '*/scripts/lib/log.mjs' {
  export function createLog(): unknown
}
