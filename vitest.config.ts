import { defineConfig } from 'vitest/config'

import { rulePacks } from './build/rule-packs'

export default defineConfig({
  plugins: [rulePacks()],
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    restoreMocks: true,
  },
})
