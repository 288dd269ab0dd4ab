import { recomputeSome } from '../../packages/server/src/modules/clocks/recompute.ts'
import { testDeps } from '../deps.ts'

/** Of the crash test of clocks: works due times out anew until nothing waits, or until it is killed. */
const deps = testDeps(process.env.CRASH_URL ?? '')
while (await recomputeSome(deps));
await deps.db.close()
