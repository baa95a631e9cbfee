import { defineConfig } from 'vitest/config'

import { kernel } from './build/kernel'
import { rulePacks } from './build/rule-packs'
import { searchKernel } from './build/search-kernel'
import { searchWorker } from './build/search-worker'

export default defineConfig({
  plugins: [rulePacks(), kernel(), searchKernel(), searchWorker()],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    restoreMocks: true,
  },
})
