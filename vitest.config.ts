import { defineConfig } from 'vitest/config'

import { kernel } from './build/kernel'
import { rulePacks } from './build/rule-packs'
import { searchKernel } from './build/search-kernel'
import { askpassProgram, searchWorker, unpackWorker } from './build/worker-script'

export default defineConfig({
  plugins: [
    rulePacks(),
    kernel(),
    searchKernel(),
    searchWorker(),
    unpackWorker(),
    askpassProgram(),
  ],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    restoreMocks: true,
    // Against tests that hang, not to measure: the first one of a file may read all packs, on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
