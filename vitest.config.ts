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
  },
})
