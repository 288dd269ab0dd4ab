import {
  intakeBindings,
  startIntake,
  type WorkerResult,
  type WorkerTask,
} from '../../packages/server/src/modules/intake/index.ts'
import { threadOfToken } from '../../packages/server/src/modules/replies/index.ts'
import { makeWorkerPool } from '../../packages/server/src/platform/worker-pool.ts'
import { testDeps } from '../deps.ts'
import { serverOf } from '../server.ts'

/** Of the test of pushes: takes them and works them, until it is killed. */
const deps = testDeps(process.env.HOOK_URL ?? '')
const pool = makeWorkerPool<WorkerTask, WorkerResult>({
  entry: new URL('../../packages/server/src/modules/intake/parse-worker.ts', import.meta.url),
  size: 1,
  memoryMb: 256,
  itemTimeoutMs: 10_000,
})
const intake = { ...deps, pool, threadOfToken: threadOfToken(deps.seal), processName: process.env.HOOK_NAME ?? '' }
const app = await serverOf(deps, intakeBindings(intake))
startIntake(intake)
console.log(await app.listen({ port: 0, host: '127.0.0.1' }))
