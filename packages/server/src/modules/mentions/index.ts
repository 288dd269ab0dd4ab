import { type Mention, mentionRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Actor, type Deps, journalActor } from '#platform/deps'
import { inTransaction, run } from '#platform/db/database'
import { Refusal } from '#platform/errors'
import { type Binding, bind } from '#platform/http/binding'
import { append } from '#platform/journal'
import { decodeCursor, encodeCursor } from '#platform/cursor'
import { makeCase } from './make-case.ts'
import { accessMention, findMentions, mentionView } from './store.ts'

export { makeCase }

export function mentionBindings(deps: Deps): Binding[] {
  return [
    bind(mentionRoutes.list, async ({ actor, query }) => {
      const found = await findMentions(deps.db.of(actor.workspaceId), actor, {
        ...query,
        before: decodeCursor(query.cursor),
        limit: query.limit + 1,
      })
      const items = found.slice(0, query.limit)
      return {
        items: items.map(mentionView),
        nextCursor:
          found.length > query.limit ? encodeCursor({ at: items.at(-1)!.exact_at, id: items.at(-1)!.id }) : null,
      }
    }),
    bind(mentionRoutes.toCase, ({ actor, params }) => makeCase(deps, actor, params.id)),
    bind(mentionRoutes.triage, ({ actor, params, body }) => triage(deps, actor, params.id, body)),
  ]
}

/** Watch, dismiss with a reason, or take either back. What became a case stays one. */
async function triage(
  deps: Deps,
  actor: Actor,
  id: string,
  change: { state: 'new' | 'watched' | 'dismissed'; reason?: string | undefined },
): Promise<Mention> {
  return inTransaction(deps.db.of(actor.workspaceId), async (tx) => {
    const mention = await accessMention(tx, actor, id, { lock: true })
    if (mention.state === 'case') throw new Refusal('conflict', 'This mention is a case.', { caseId: mention.case_id })
    await run(
      tx,
      sql`update mention set state = ${change.state}, reason = ${change.reason ?? null}, decided_by = ${actor.memberId}, decided_at = now() where id = ${id}`,
    )
    await append(tx, [
      {
        workspaceId: actor.workspaceId,
        subject: { kind: 'mention', id },
        actor: journalActor(actor),
        kind: 'mention.triaged',
        data: { state: change.state, ...(change.reason ? { reason: change.reason } : {}) },
      },
    ])
    return mentionView(await accessMention(tx, actor, id))
  })
}
