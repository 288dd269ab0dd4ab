import { bringBackOnce } from '../../packages/server/src/modules/cases/bring-back.ts'
import { testDeps } from '../deps.ts'

/** Of the crash test of follow-ups: brings back what waits; the fail point of its environment ends it. */
const deps = testDeps(process.env.CRASH_URL ?? '', { RESONANZ_FAIL_POINT: process.env.RESONANZ_FAIL_POINT ?? '' })
for (let quiet = 0; quiet < 40; quiet += 1) {
  while (await bringBackOnce(deps)) quiet = 0
  await new Promise((resolve) => setTimeout(resolve, 25))
}
await deps.db.close()
