import { bringBackOnce } from '../../packages/server/src/modules/cases/bring-back.ts'
import { testDeps } from '../deps.ts'
import { readUp } from '../journal.ts'

/** Of the crash test of follow-ups: brings back what waits; the fail point of its environment ends it. */
const deps = testDeps(process.env.CRASH_URL ?? '', { RESONANZ_FAIL_POINT: process.env.RESONANZ_FAIL_POINT ?? '' })
await readUp(deps, 'case-back', () => bringBackOnce(deps))
await deps.db.close()
