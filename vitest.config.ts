import { defineConfig } from 'vitest/config'

import { ownPlugins } from './build/plugins'

export default defineConfig({
  plugins: ownPlugins(),
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    restoreMocks: true,
    // Against tests that hang, not to measure: the first one of a file may read all packs, on a busy machine.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
