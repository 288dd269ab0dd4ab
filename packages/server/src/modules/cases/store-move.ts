import { sql } from 'kysely'
import { type Db, one, rows, run } from '#platform/db/database'

/**
 * Intake decides which case a thread's new words go to while it holds this lock of the presence; who moves threads
 * between cases takes it too, before any case is locked, so that no word lands in a case that was just joined away.
 */
export async function lockIntakeOf(tx: Db, caseIds: readonly string[]): Promise<void> {
  const presences = await rows(
    tx,
    sql<{
      id: string
    }>`select distinct presence_id as id from thread where case_id = any(${[...caseIds]}::uuid[]) order by presence_id`,
  )
  if (presences.length === 0) return
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended('intake:' || p, 0)) from unnest(${presences.map(({ id }) => id)}::text[]) as p`,
  )
}

export async function messageIdsOf(db: Db, caseId: string): Promise<string[]> {
  const found = await rows(
    db,
    sql<{ id: string }>`select message_id as id from case_message where case_id = ${caseId} order by at, message_id`,
  )
  return found.map((row) => row.id)
}

/** Puts messages into a case as well; returns those that it did not have. */
export async function addMessages(tx: Db, from: string, to: string, ids: readonly string[]): Promise<string[]> {
  const added = await rows(
    tx,
    sql<{ id: string }>`insert into case_message (workspace_id, case_id, message_id, at)
      select workspace_id, ${to}, message_id, at from case_message where case_id = ${from} and message_id = any(${[...ids]}::uuid[])
      on conflict do nothing returning message_id as id`,
  )
  return added.map((row) => row.id)
}

export async function dropMessages(tx: Db, caseId: string, ids: readonly string[]): Promise<void> {
  await run(tx, sql`delete from case_message where case_id = ${caseId} and message_id = any(${[...ids]}::uuid[])`)
}

/** Search hits and sendings follow their messages. */
export async function pointMessagesAt(tx: Db, caseId: string, ids: readonly string[]): Promise<void> {
  await run(tx, sql`update message_search set case_id = ${caseId} where message_id = any(${[...ids]}::uuid[])`)
  await run(tx, sql`update outbox set case_id = ${caseId} where message_id = any(${[...ids]}::uuid[])`)
}

export type Belongings = {
  threads: string[]
  promises: string[]
  notes: string[]
  drafts: { member: string; kind: string }[]
}

/** What moves along with the messages: threads, promises, notes and drafts; names what it moved. `only` limits it to these. */
export async function moveBelongings(tx: Db, from: string, to: string, only?: Belongings): Promise<Belongings> {
  const limit = (column: string, ids: string[] | undefined) =>
    ids ? sql`and ${sql.ref(column)} = any(${ids}::uuid[])` : sql``
  const ids = async (query: ReturnType<typeof sql<{ id: string }>>) => (await rows(tx, query)).map((row) => row.id)
  const members = only?.drafts.map((draft) => draft.member)
  return {
    threads: await ids(
      sql`update thread set case_id = ${to} where case_id = ${from} ${limit('id', only?.threads)} returning id`,
    ),
    promises: await ids(
      sql`update promise set case_id = ${to} where case_id = ${from} ${limit('id', only?.promises)} returning id`,
    ),
    notes: await ids(
      sql`update note set case_id = ${to} where case_id = ${from} ${limit('id', only?.notes)} returning id`,
    ),
    // A draft on both sides stays where it is: nobody's words are put into another's.
    drafts: await rows(
      tx,
      sql<{
        member: string
        kind: string
      }>`update draft d set case_id = ${to} where d.case_id = ${from} ${limit('member_id', members)}
        and not exists (select 1 from draft o where o.case_id = ${to} and o.member_id = d.member_id and o.kind = d.kind)
        returning member_id as member, kind`,
    ),
  }
}

/** Threads of a case none of whose messages are in it any more go where their newest message is. */
export async function moveEmptyThreads(tx: Db, from: string, to: string): Promise<string[]> {
  const moved = await rows(
    tx,
    sql<{ id: string }>`update thread t set case_id = ${to} where t.case_id = ${from}
      and exists (select 1 from case_message cm join message m on m.id = cm.message_id where cm.case_id = ${to} and m.thread_id = t.id)
      and not exists (select 1 from case_message cm join message m on m.id = cm.message_id where cm.case_id = ${from} and m.thread_id = t.id)
      returning t.id`,
  )
  return moved.map((row) => row.id)
}

export async function copyWatchers(tx: Db, from: string, to: string): Promise<void> {
  await run(
    tx,
    sql`insert into watch (workspace_id, member_id, case_id) select workspace_id, member_id, ${to} from watch where case_id = ${from} on conflict do nothing`,
  )
}

export async function setMergedInto(tx: Db, caseId: string, into: string | null): Promise<void> {
  await run(tx, sql`update cases set merged_into = ${into}::uuid, version = version + 1 where id = ${caseId}`)
}

/** Counts and times of cases anew from their messages. */
export async function recountMessages(tx: Db, caseIds: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update cases c set version = c.version + 1, message_count = f.count, has_attachment = f.attached,
        last_message_at = coalesce(f.last_at, c.last_message_at), last_message_id = f.last_id,
        last_inbound_at = f.last_in, last_outbound_at = f.last_out, preview = coalesce(f.preview, c.preview)
      from (
        select i.id, count(m.id)::int as count, max(cm.at) as last_at,
          coalesce(bool_or(jsonb_path_exists(m.attachments, '$[*] ? (@.inline != true)')), false) as attached,
          (array_agg(m.id order by cm.at desc, m.id desc) filter (where m.id is not null))[1] as last_id,
          max(cm.at) filter (where m.direction = 'in' and m.nature = 'message') as last_in,
          max(cm.at) filter (where m.direction = 'out' and m.nature = 'message') as last_out,
          (array_agg(left(regexp_replace(left(m.text, 600), '\\s+', ' ', 'g'), 280) order by cm.at desc, m.id desc)
            filter (where m.direction = 'in' and m.nature = 'message'))[1] as preview
        from unnest(${[...caseIds]}::uuid[]) as i(id)
        left join case_message cm on cm.case_id = i.id left join message m on m.id = cm.message_id
        group by i.id) f
      where c.id = f.id`,
  )
}

/** Since when the customer of a case waits: the first of their words after our last one; null when we had the last word. */
export async function unansweredSince(tx: Db, caseId: string): Promise<Date | null> {
  const found = await one(
    tx,
    sql<{ at: Date | null }>`select min(cm.at) as at from case_message cm join message m on m.id = cm.message_id
      where cm.case_id = ${caseId} and m.direction = 'in' and m.nature = 'message' and cm.at > coalesce((
        select max(o.at) from case_message o join message om on om.id = o.message_id
        where o.case_id = ${caseId} and om.direction = 'out' and om.nature = 'message'), '-infinity')`,
  )
  return found?.at ?? null
}

export type Waiting = { category: string; answerDueAt: Date | null; waitingSince: Date | null }
export async function setWaiting(
  tx: Db,
  caseId: string,
  { category, answerDueAt, waitingSince }: Waiting,
): Promise<void> {
  await run(
    tx,
    sql`update cases set category = ${category}, answer_due_at = ${answerDueAt}::timestamptz, waiting_since = ${waitingSince}::timestamptz,
      closed_at = case when ${category} in ('done','closed') then coalesce(closed_at, now()) end where id = ${caseId}`,
  )
}
