import { intakeRoutes } from '@resonanz/contracts'
import { type Binding, bind } from '#platform/http/binding'
import { startLoop } from '#platform/loop'
import { formBindings } from './form/index.ts'
import {
  dismissItem,
  itemToCase,
  listQuarantine,
  readQuarantineText,
  replayItem,
  sendQuarantineRaw,
} from './handle-quarantine.ts'
import { batchLine, type IntakeDeps } from './process.ts'
import { dailyProof } from './proof.ts'
import { answerChallenge, pushHook, refuseByHead } from './push-hook.ts'
import { pushInlet, refuseInletByHead } from './push-inlet.ts'

export { noteGap } from './note-gap.ts'
export { importFile, type ImportProgress, type ImportResult } from './import/import-file.ts'
export { makeDuplicatesPool, makeFindDuplicates } from './find-duplicates.ts'
export { freeAllLeases } from './claim.ts'
export { checkChallenge, mountFormPages, newChallenge, solveChallenge, useNonce } from './form/index.ts'
export type { WorkerResult, WorkerTask } from './parse-worker.ts'
export { startPolling } from './poll.ts'
export { batchLine, type IntakeDeps, processBatch, processNow } from './process.ts'
export { makeReadTexts, type ReadTexts } from './read-texts.ts'
export { intakeChannel, storeItems } from './store-items.ts'
export type { TakeTests } from './test-items.ts'

export function intakeBindings(deps: IntakeDeps): Binding[] {
  return [
    bind(
      intakeRoutes.push,
      ({ params, request }) => pushInlet(deps, params.key, request),
      (request) => refuseInletByHead(deps, request),
    ),
    bind(
      intakeRoutes.hook,
      ({ params, request }) => pushHook(deps, params.key, request),
      (request) => refuseByHead(deps, request),
    ),
    bind(intakeRoutes.hookChallenge, ({ params, query, reply }) => answerChallenge(deps, params.key, query, reply)),
    bind(intakeRoutes.quarantine, ({ actor, query }) => listQuarantine(deps, actor, query)),
    bind(intakeRoutes.quarantineText, ({ actor, params }) => readQuarantineText(deps, actor, params.id)),
    bind(intakeRoutes.quarantineRaw, ({ actor, params, reply }) => sendQuarantineRaw(deps, actor, params.id, reply)),
    bind(intakeRoutes.replay, ({ actor, params }) => replayItem(deps, actor, params.id)),
    bind(intakeRoutes.asCase, ({ actor, params }) => itemToCase(deps, actor, params.id)),
    bind(intakeRoutes.dismiss, ({ actor, params, body }) => dismissItem(deps, actor, params.id, body.reason)),
    bind(intakeRoutes.proof, ({ actor, query }) => dailyProof(deps, actor, query.days)),
    ...formBindings(deps),
  ]
}

/** Works waiting items, batch after batch; wakes when something was stored. */
export function startIntake(deps: IntakeDeps): { wake(): void; stop(): Promise<void> } {
  const line = batchLine(deps)
  const loop = startLoop({ name: 'intake', log: deps.log.child({ part: 'intake' }), idleMs: 1_000, turn: line.turn })
  return {
    wake: loop.wake,
    async stop() {
      await loop.stop()
      await line.finish()
    },
  }
}
