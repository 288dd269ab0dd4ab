import type { CaseChange, followUpRoutes, FollowUpEvent, ResponseOf } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { Refusal } from '#platform/errors'
import { accessCase, type CaseRecord } from './case.ts'
import { openWaits } from './store-waits.ts'

/** What a follow-up of this case can wait for: of each kind how much is open. */
export async function readWaits(
  deps: Deps,
  actor: Actor,
  caseId: string,
): Promise<ResponseOf<typeof followUpRoutes.waits>> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  return { open: (await openWaits(db, [caseId])).map(({ event, count }) => ({ event, count })) }
}

/** Somebody would wait for what came already, or never will; the case is locked, so it cannot come in between. */
export async function refuseVainWait(tx: Db, caseId: string, until: readonly FollowUpEvent[]): Promise<void> {
  if (until.length === 0) return
  const open = new Set((await openWaits(tx, [caseId])).map(({ event }) => event))
  const vain = until.filter((event) => !open.has(event))
  if (vain.length > 0)
    throw new Refusal('nothing-to-wait-for', 'Nothing of that is open in this case any more.', { vain })
}

/** Of many cases each waits for what is open there; where nothing is, the time alone counts. */
export async function waitingForWhatIsOpen<T extends Pick<CaseChange, 'followUp'>>(
  tx: Db,
  records: readonly CaseRecord[],
  change: T,
): Promise<(record: CaseRecord) => T> {
  const { followUp } = change
  if (!followUp?.until || followUp.until.length === 0) return () => change
  const open = Map.groupBy(
    await openWaits(
      tx,
      records.map(({ id }) => id),
    ),
    (wait) => wait.case_id,
  )
  return (record) => {
    const there = new Set(open.get(record.id)?.map(({ event }) => event))
    return { ...change, followUp: { ...followUp, until: followUp.until!.filter((event) => there.has(event)) } }
  }
}
