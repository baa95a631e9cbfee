import { defineConfig } from 'vitest/config'

import { kernel } from './build/kernel'
import { rulePacks } from './build/rule-packs'

export default defineConfig({
  plugins: [rulePacks(), kernel()],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    restoreMocks: true,
  },
})
