import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest begins first, so that no worker waits for it at the end. */
const longest = [
  'screens-wide',
  'screens-phone',
  'tests/crash',
  'story-weeks',
  'faults',
  'tests/matrix',
  'tests/unstorable',
  'tests/e2e/',
  'tests/gates',
  'tests/channels/',
  'platform/jobs',
  'tests/product',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own, by size
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => place(a) - place(b))
  }
}

function place({ moduleId }: TestSpecification): number {
  const found = longest.findIndex((piece) => moduleId.includes(piece))
  return found === -1 ? longest.length : found
}
