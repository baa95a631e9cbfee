import { existsSync } from 'node:fs'
import { join } from 'node:path'

const PARTS = ['main/index.js', 'preload/index.cjs', 'engine/index.js', 'renderer/index.html']

/** The tests run what was built and never build themselves: `npm test` does it before them. */
function checkBuild(): void {
  for (const part of PARTS) {
    if (existsSync(join(import.meta.dirname, '../out', part))) continue
    throw new Error(`out/${part} is missing. Build Logsieve first: npm run build`)
  }
}

// Playwright takes the default export of a set-up file.
// eslint-disable-next-line no-restricted-syntax
export default checkBuild
