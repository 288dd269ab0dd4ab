import { deliverOnce } from '../../packages/server/src/modules/actions/index.ts'
import { readOnce } from '../../packages/server/src/modules/workflows/read-journal.ts'
import { testDeps } from '../deps.ts'

/** Of the crash test of workflows: works off what waits; the fail point of its environment ends it. */
const deps = testDeps(process.env.CRASH_URL ?? '', { RESONANZ_FAIL_POINT: process.env.RESONANZ_FAIL_POINT ?? '' })
for (let quiet = 0; quiet < 40; quiet += 1) {
  const work =
    process.argv[2] === 'deliver'
      ? () => deliverOnce({ ...deps, processName: String(process.pid) })
      : () => readOnce(deps)
  while (await work()) quiet = 0
  await new Promise((resolve) => setTimeout(resolve, 25))
}
await deps.db.close()
