import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/order.ts'

export default defineConfig({
  test: {
    include: ['packages/**/*.test.{ts,tsx}', 'tests/**/*.test.ts', 'suites/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'data/**'],
    globalSetup: ['tests/global-setup.ts'],
    pool: 'forks',
    // The tests start databases, mail servers and browsers beside themselves.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is waited for comes when it comes: a busy machine is no failure.
    expect: { poll: { timeout: 30_000 } },
    env: { TZ: 'UTC' },
  },
})
