import { type ActionOnMessage, ConnectorError, type SendOutcome } from '@resonanz/channels'
import type { Deps } from '#platform/deps'
import { inTransaction } from '#platform/db/database'
import { failPoint } from '#platform/fail-point'
import { append } from '#platform/journal'
import { type Bounds, oneAtATime, startLanes } from '#platform/lanes'
import { type Loop, startLoop } from '#platform/loop'
import { untilRecorded } from '#platform/until-recorded'
import { abandonedActions, applyAction, claimActions, type Claimed, settleAction, tryActionLater } from './store.ts'

/** How it reaches the network; the presences' sender, wired in main.ts. */
export type ActingDeps = Deps & {
  processName: string
  act(presenceId: string, action: ActionOnMessage): Promise<SendOutcome>
}
type Ending = { state: 'done' | 'failed' | 'unclear'; code: string | null }

const retrySeconds = [30, 120, 600, 1_800, 3_600]

/** A network takes one at a time; few that hang never take all lanes. */
const lanes: Bounds = { most: 4, hangsAfterMs: 5_000, mostWithHanging: 16, perWorkspace: 8, perPresence: 1 }

/** Carries out what was asked for, side by side, and settles what a dead worker left; wakes when something was asked. */
export function startMessageActions(deps: ActingDeps): Loop {
  const log = deps.log.child({ part: 'message-actions' })
  const acting = startLanes({
    name: 'message-actions',
    log,
    idleMs: 3_000,
    bounds: lanes,
    claim: (room) => claimActions(deps.db.system, deps.processName, room),
    carry: (item, ending) => carryOut(deps, item, ending),
  })
  const abandoned = startLoop({
    name: 'message-actions-abandoned',
    log,
    idleMs: 5_000,
    turn: () => settleAbandoned(deps).then(() => false),
  })
  return { wake: acting.wake, stop: async () => void (await Promise.all([acting.stop(), abandoned.stop()])) }
}

/** One of what is due. Says whether there may be more. */
export async function actNext(deps: ActingDeps): Promise<boolean> {
  await settleAbandoned(deps)
  const [item] = await claimActions(deps.db.system, deps.processName, oneAtATime)
  if (!item) return false
  await carryOut(deps, item)
  return true
}

async function settleAbandoned(deps: ActingDeps): Promise<void> {
  for (const lost of await abandonedActions(deps.db.system))
    await settle(deps, lost, { state: 'unclear', code: 'interrupted' })
}

/** One attempt, never a second by itself unless the network said "not now"; and what came of it on record. */
async function carryOut(deps: ActingDeps, item: Claimed, ending?: AbortSignal): Promise<void> {
  failPoint(deps.config, 'message-action.claimed')
  const outcome = await attempt(deps, item)
  failPoint(deps.config, 'message-action.done')
  const seconds = outcome.state === 'retry' ? retrySeconds[item.attempts - 1] : undefined
  const record = () =>
    outcome.state === 'retry' && seconds !== undefined
      ? tryActionLater(deps.db.system, item.id, outcome.code, Math.max(seconds, (outcome.afterMs ?? 0) / 1000))
      : settle(deps, item, endingOf(outcome))
  await untilRecorded(record, { log: deps.log, ending })
}

async function attempt(deps: ActingDeps, item: Claimed): Promise<SendOutcome> {
  const { action, external_id: externalId, thread_key: threadKey, meta } = item
  try {
    return await deps.act(item.presence_id, { action, externalId, threadKey, meta })
  } catch (error) {
    if (error instanceof ConnectorError)
      return error.kind === 'permanent'
        ? { state: 'failed', code: error.code, detail: '' }
        : { state: 'retry', code: error.code, ...(error.retryAfterMs ? { afterMs: error.retryAfterMs } : {}) }
    deps.log.error({ err: error, action: item.id }, 'an action on a message ended unexpectedly')
    return { state: 'unclear', code: 'unexpected' }
  }
}

function endingOf(outcome: SendOutcome): Ending {
  if (outcome.state === 'handed_over') return { state: 'done', code: null }
  return { state: outcome.state === 'unclear' ? 'unclear' : 'failed', code: outcome.code ?? 'unknown' }
}

async function settle(
  deps: Deps,
  item: Pick<Claimed, 'id' | 'workspace_id' | 'message_id' | 'case_id' | 'action' | 'asked_by'>,
  { state, code }: Ending,
): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    if (!(await settleAction(tx, item.id, state, code))) return
    if (state === 'done') await applyAction(tx, item.message_id, item.action)
    await append(tx, [
      {
        workspaceId: item.workspace_id,
        subject: { kind: 'case', id: item.case_id },
        actor: { kind: 'connector', id: null },
        kind: 'message.action-settled',
        data: {
          messageId: item.message_id,
          actionId: item.id,
          action: item.action,
          state,
          code: code?.slice(0, 60) ?? null,
          to: item.asked_by,
        },
      },
    ])
  })
}
