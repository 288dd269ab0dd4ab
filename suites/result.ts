// What a suite reports, and how a list of comparisons becomes it.
import { isDeepStrictEqual } from 'node:util'

export type Miss = { id: string; field: string; expected: unknown; got: unknown }
export type SuiteResult = { suite: string; passed: number; total: number; misses: Miss[]; note?: string }

/** Public test corpora beside the repository; a machine without them skips the suites. */
export const dataFolder: URL = new URL('../../shared/data/', import.meta.url)

/** One comparison per case; a case may also bring several by sharing an id, and passes when all are equal. */
export function score(suite: string, comparisons: readonly Miss[]): SuiteResult {
  const ids = new Set(comparisons.map((comparison) => comparison.id))
  const misses = comparisons.filter(({ expected, got }) => !isDeepStrictEqual(expected, got))
  const failed = new Set(misses.map((miss) => miss.id))
  return { suite, passed: ids.size - failed.size, total: ids.size, misses }
}

export function normaliseSpace(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
