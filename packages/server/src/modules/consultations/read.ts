import type { Consultation, QueryOf, consultationRoutes } from '@resonanz/contracts'
import { may } from '@resonanz/contracts'
import { sql } from 'kysely'
import { accessCase } from '#cases'
import { candidatesFor } from '#experts'
import { settingsOf } from '#settings'
import { type Db, one } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { mask } from './mask.ts'
import { present } from './present.ts'
import * as store from './store.ts'

const contextMost = 600

/** Who can be asked about a case, and a short context in which personal data is named by its kind. */
export async function prepareConsultation(deps: Deps, actor: Actor, caseId: string) {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const { title, words, tags, context } = await contextOf(deps, db, actor.workspaceId, caseId)
  const candidates = await candidatesFor(db, actor.workspaceId, {
    topicId: record.topic_id,
    language: record.language,
    words: [title, words, ...tags].join(' '),
  })
  const presence = await store.sendingPresence(db, actor.workspaceId, {
    presenceId: record.presence_id,
    teamId: record.team_id,
  })
  return { candidates, context, canMail: presence !== null }
}

/** What an expert must know of a case, short and without personal data. */
export async function contextOf(deps: Deps, db: Db, workspaceId: string, caseId: string) {
  const { title, words, names, tags } = await store.caseWords(db, workspaceId, caseId)
  const { language } = await settingsOf(deps, workspaceId)
  const short = words.length > contextMost ? `${words.slice(0, contextMost).replace(/\s\S*$/, '')} …` : words
  return { title, words, tags, context: mask(`${title}\n\n${short}`.trim(), names, language) }
}

export async function consultationsOfCase(deps: Deps, actor: Actor, caseId: string) {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const found = await store.readConsultations(db, actor.workspaceId, store.ofCase(caseId))
  return {
    items: await present(db, actor, found),
    mayAsk: may(actor.role, 'case.write') && record.merged_into === null,
  }
}

/** Questions put to me or asked by me, the open ones first, each kind by when it was asked. */
export async function myConsultations(
  deps: Deps,
  actor: Actor,
  { side, cursor, limit }: QueryOf<typeof consultationRoutes.mine>,
): Promise<{ items: Consultation[]; nextCursor: string | null; openCount: number }> {
  const db = deps.db.of(actor.workspaceId)
  const mine =
    side === 'by_me'
      ? sql`c.asked_by = ${actor.memberId}`
      : sql`c.id in (select r.consultation_id from consultation_request r where r.workspace_id = ${actor.workspaceId} and r.member_id = ${actor.memberId})`
  const isOpen = sql`c.state not in ('answered','withdrawn')`
  const place = cursor === undefined ? null : /^([01])\.([0-9a-f-]{36})$/.exec(cursor)
  if (cursor !== undefined && !place) throw new Refusal('invalid-input', 'The cursor is not one of ours.')
  const after = place ? sql`and ((${isOpen})::int, c.id) < (${Number(place[1])}::int, ${place[2]}::uuid)` : sql``
  const found = await store.readConsultations(
    db,
    actor.workspaceId,
    sql`${mine} ${after}`,
    sql`(${isOpen})::int desc, c.id desc`,
    limit + 1,
  )
  const items = await present(db, actor, found.slice(0, limit))
  const last = items.at(-1)
  const open = await one(
    db,
    sql<{
      n: number
    }>`select count(*)::int as n from consultation c where c.workspace_id = ${actor.workspaceId} and ${mine} and ${isOpen}`,
  )
  const rank = last && (last.state === 'answered' || last.state === 'withdrawn') ? 0 : 1
  return {
    items,
    nextCursor: found.length > limit && last ? `${rank}.${last.id}` : null,
    openCount: open?.n ?? 0,
  }
}

/** The one way to a question by its id. */
export async function readConsultation(db: Db, actor: Actor, id: string): Promise<Consultation> {
  const [found] = await present(db, actor, await store.readConsultations(db, actor.workspaceId, sql`c.id = ${id}`))
  if (!found) throw notFound()
  return found
}
