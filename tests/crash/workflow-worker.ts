import { deliverOnce } from '../../packages/server/src/modules/actions/index.ts'
import { readOnce } from '../../packages/server/src/modules/workflows/read-journal.ts'
import { testDeps } from '../deps.ts'
import { readUp } from '../journal.ts'

/** Of the crash test of workflows: works off what waits; the fail point of its environment ends it. */
const deps = testDeps(process.env.CRASH_URL ?? '', { RESONANZ_FAIL_POINT: process.env.RESONANZ_FAIL_POINT ?? '' })
if (process.argv[2] === 'deliver') while (await deliverOnce({ ...deps, processName: String(process.pid) }));
else await readUp(deps, 'workflows', () => readOnce(deps))
await deps.db.close()
