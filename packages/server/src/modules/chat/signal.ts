import type { BodyOf, chatRoutes } from '@resonanz/contracts'
import { inTransaction } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { noteSignal, raiseAnswers, type SessionRow } from './store.ts'
import { tellMembers } from './tell.ts'

type Signal = BodyOf<typeof chatRoutes.signal>

/** What the visitor does beside writing to us. Receipts are kept for good, typing only passes by. */
export async function takeSignal(deps: Deps, session: SessionRow, signal: Signal): Promise<void> {
  await inTransaction(deps.db.system, async (tx) => {
    await noteSignal(tx, session.id, signal)
    await raiseAnswers(tx, session, signal.received ?? [], 'delivered')
    await raiseAnswers(tx, session, signal.read ?? [], 'read')
    if (signal.typing !== undefined || signal.gone !== undefined) await tellMembers(tx, [session.id])
  })
}
