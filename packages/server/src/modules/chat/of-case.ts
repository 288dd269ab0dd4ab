import type { BodyOf, CaseChat, chatRoutes } from '@resonanz/contracts'
import { accessCase } from '#cases'
import { inTransaction } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { chatsOfCase, noteLooked, sessionOfThread } from './store-case.ts'
import { tellSeen, tellTyping } from './tell.ts'

export async function readChats(deps: Deps, actor: Actor, caseId: string): Promise<{ items: CaseChat[] }> {
  const db = deps.db.of(actor.workspaceId)
  await accessCase(db, actor, caseId)
  return { items: await chatsOfCase(db, actor.workspaceId, caseId) }
}

/** One of us looks at the conversation, or writes in it: the visitor sees that somebody is there, not who. */
export async function attend(
  deps: Deps,
  actor: Actor,
  caseId: string,
  { threadId, typing }: BodyOf<typeof chatRoutes.attend>,
): Promise<void> {
  await inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    await accessCase(tx, actor, caseId)
    const session = await sessionOfThread(tx, actor.workspaceId, caseId, threadId)
    if (!session) throw notFound()
    await tellSeen(tx, session, await noteLooked(tx, session.id))
    if (typing) await tellTyping(tx, session)
  })
}
