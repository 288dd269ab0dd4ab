import { writeFileSync } from 'node:fs'
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

/** What `npm test` prints last; `skipped` lists each reason with its number of tests. */
export type Tally = { passed: number; failed: number; skipped: Record<string, number> }

/** Vitest's own JSON drops why a test was skipped. Writes a Tally to RESONANZ_TEST_TALLY. */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tally: Tally = { passed: 0, failed: unhandled.length, skipped: {} }
    for (const module of modules) {
      // A file that cannot be loaded fails without a single test.
      if (module.errors().length > 0) tally.failed += 1
      for (const test of module.children.allTests()) {
        const result = test.result()
        if (result.state === 'passed') tally.passed += 1
        if (result.state === 'failed') tally.failed += 1
        if (result.state === 'skipped') {
          const reason =
            result.note ??
            /skipped: [^>]*\w\)?/.exec(test.fullName)?.[0] ??
            `${module.relativeModuleId}: ${test.fullName}`
          tally.skipped[reason] = (tally.skipped[reason] ?? 0) + 1
        }
      }
    }
    const path = process.env.RESONANZ_TEST_TALLY
    if (path) writeFileSync(path, JSON.stringify(tally))
  }
}
