import { join } from 'node:path'

import { defineConfig } from '@playwright/test'

const root = join(import.meta.dirname, '..')

export default defineConfig({
  testDir: '.',
  globalSetup: './check-build.ts',
  outputDir: join(root, 'test-results'),
  workers: 2,
  // Each test has its own profile, folder and app, so files need not stay together.
  fullyParallel: true,
  // A real app with its processes on two busy cores: what passes the second time is told as flaky.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 30_000,
  expect: { timeout: 8_000 },
  forbidOnly: Boolean(process.env['CI']),
  reportSlowTests: { max: 5, threshold: 20_000 },
})
