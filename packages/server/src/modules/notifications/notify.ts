import { sql } from 'kysely'
import type { Deps } from '#platform/deps'
import { type Db, rows } from '#platform/db/database'
import { newId } from '#platform/ids'
import type { JournalRow } from '#platform/journal'
import { readEntries } from '#platform/journal-reader'
import { startLoop } from '#platform/loop'

type Told = { w: string; m: string; k: string; c: string | null; a: string | null; s: number; i?: string; n?: string }

/** Reads the journal behind a kept cursor and tells members what concerns them. Several processes take turns by its lock. */
export function startNotifying(deps: Deps): { wake(): void; stop(): Promise<void> } {
  return startLoop({
    name: 'notifications',
    log: deps.log.child({ part: 'notifications' }),
    idleMs: 5_000,
    turn: () => notifyOnce(deps),
  })
}

export async function notifyOnce(deps: Deps): Promise<boolean> {
  return readEntries(deps, { name: 'notifications', limit: 500 }, async (tx, entries) => {
    const told = await addressees(tx, entries)
    if (told.length > 0) {
      const made = await rows(
        tx,
        sql<{
          id: string
          workspace_id: string
          member_id: string
        }>`insert into notification (workspace_id, id, member_id, kind, case_id, actor_id, journal_seq, about_id, about_name)
          select e.w, e.id, e.m, e.k, e.c, e.a, e.s, e.i, e.n from json_to_recordset(${JSON.stringify(told.map((row) => ({ ...row, id: newId() })))}::json) as e(w uuid, id uuid, m uuid, k text, c uuid, a uuid, s bigint, i uuid, n text)
          on conflict do nothing returning id, workspace_id, member_id`,
      )
      for (const row of made)
        await sql`select pg_notify('resonanz_notification', ${`${row.workspace_id} ${row.member_id} ${row.id}`})`.execute(
          tx,
        )
    }
  })
}

const asksForApproval = new Set(['approval.requested', 'approval.reminded', 'approval.escalated', 'approval.deputy'])
const settlesApproval = new Set(['approval.approved', 'approval.rejected', 'approval.voided', 'approval.overdue'])

/** What owners and administrators have to mend. */
const toLeaders = new Map([
  ['presence.failing', 'channel_failing'],
  ['presence.expiring', 'channel_expiring'],
  ['presence.standing-lowered', 'channel_lowered'],
  ['self-test.missing', 'self_test_missing'],
  ['workflow.paused', 'workflow_paused'],
])
const toAllNamed = new Map([
  ['goodwill.objectable', 'goodwill_objectable'],
  ['self-test.due', 'self_test_due'],
  ['goodwill.objection-settled', 'goodwill_objected'],
])

/** Who is told what: mentioned and newly responsible people, owners and watchers of a case that got words or trouble. */
async function addressees(tx: Db, entries: readonly JournalRow[]): Promise<Told[]> {
  const told: Told[] = []
  const person = (entry: JournalRow) => (entry.actor_kind === 'person' ? entry.actor_id : null)
  const tell = (entry: JournalRow, memberId: string, kind: string) => {
    if (memberId !== person(entry))
      told.push({
        ...ruleIn(entry),
        w: entry.workspace_id,
        m: memberId,
        k: kind,
        c: entry.subject_kind === 'case' ? entry.subject_id : null,
        a: person(entry),
        s: entry.seq,
      })
  }
  const toFollowers = new Map<string, string>([
    ['message.received', 'new_message'],
    ['reply.failed', 'send_failed'],
    ['reply.unclear', 'send_unclear'],
    ['case.overdue', 'due'],
    ['case.follow-up-due', 'due'],
    ['consultation.answered', 'consultation_answered'],
  ])
  const concerned = entries.filter((entry) => toFollowers.has(entry.kind))
  const followers = new Map<string, string[]>()
  if (concerned.length > 0) {
    const found = await rows(
      tx,
      sql<{
        case_id: string
        member_id: string
      }>`select c.id as case_id, c.owner_id as member_id from cases c where c.id = any(${concerned.map((entry) => entry.subject_id)}::uuid[]) and c.owner_id is not null
        union select w.case_id, w.member_id from watch w where w.case_id = any(${concerned.map((entry) => entry.subject_id)}::uuid[])`,
    )
    for (const row of found) followers.set(row.case_id, [...(followers.get(row.case_id) ?? []), row.member_id])
  }
  for (const entry of entries) {
    if (entry.kind === 'note.added')
      for (const memberId of (entry.data.mentions as string[] | undefined) ?? []) tell(entry, memberId, 'mentioned')
    if (entry.kind === 'case.owner' && typeof entry.data.to === 'string') tell(entry, entry.data.to, 'assigned')
    if (asksForApproval.has(entry.kind))
      for (const memberId of (entry.data.asked as string[] | undefined) ?? []) tell(entry, memberId, 'approval_asked')
    if (settlesApproval.has(entry.kind) && typeof entry.data.requestedBy === 'string')
      tell(entry, entry.data.requestedBy, 'approval_decided')
    const wide = toAllNamed.get(entry.kind)
    if (wide) for (const memberId of (entry.data.to as string[] | undefined) ?? []) tell(entry, memberId, wide)
    for (const [memberId, kind] of namedIn(entry)) tell(entry, memberId, kind)
    const kind = toFollowers.get(entry.kind)
    if (kind) for (const memberId of followers.get(entry.subject_id) ?? []) tell(entry, memberId, kind)
  }
  await tellDueSoon(tx, entries, tell)
  const troubles = entries.filter(({ kind }) => toLeaders.has(kind))
  if (troubles.length > 0) {
    const leaders = await rows(
      tx,
      sql<{
        id: string
        workspace_id: string
      }>`select id, workspace_id from member where active and role in ('owner','admin') and workspace_id = any(${troubles.map((entry) => entry.workspace_id)}::uuid[])`,
    )
    for (const entry of troubles) {
      const kind = toLeaders.get(entry.kind)!
      const owner = typeof entry.data.ownerId === 'string' ? [entry.data.ownerId] : []
      const led = leaders.flatMap((leader) => (leader.workspace_id === entry.workspace_id ? [leader.id] : []))
      for (const id of new Set([...owner, ...led])) tell(entry, id, kind)
    }
  }
  return told
}

const toWhoHasIt = new Map([
  ['case.due-soon', 'due'],
  ['holding.proposed', 'holding_proposed'],
])

/** Soon due, or a promise that runs out: its owner, else everybody of its team. */
async function tellDueSoon(
  tx: Db,
  entries: readonly JournalRow[],
  tell: (entry: JournalRow, memberId: string, kind: string) => void,
): Promise<void> {
  const soon = entries.filter((entry) => toWhoHasIt.has(entry.kind))
  if (soon.length === 0) return
  const found = await rows(
    tx,
    sql<{ case_id: string; member_id: string }>`
      select c.id as case_id, coalesce(c.owner_id, m.id) as member_id from cases c
      left join team_member t on c.owner_id is null and t.team_id = c.team_id
      left join member m on m.id = t.member_id and m.active
      where c.id = any(${soon.map((entry) => entry.subject_id)}::uuid[]) and coalesce(c.owner_id, m.id) is not null`,
  )
  const concerned = Map.groupBy(found, (row) => row.case_id)
  for (const entry of soon)
    for (const { member_id } of concerned.get(entry.subject_id) ?? [])
      tell(entry, member_id, toWhoHasIt.get(entry.kind)!)
}

/** Whom an entry names itself: asked, answered, handed over to, raised to. */
function namedIn({ kind, data }: JournalRow): [memberId: string, kind: string][] {
  const one = (value: unknown, what: string): [string, string][] => (typeof value === 'string' ? [[value, what]] : [])
  switch (kind) {
    case 'consultation.asked':
    case 'consultation.deputy':
      return one(data.memberId, 'consultation_asked')
    case 'consultation.reminded':
      return one(data.memberId, 'consultation_reminded')
    case 'consultation.answered':
      return one(data.to, 'consultation_answered')
    case 'consultation.undelivered':
      return one(data.to, 'consultation_undelivered')
    case 'task.created':
    case 'task.reopened':
      return one(data.assigneeId, 'task_assigned')
    case 'task.changed':
      return data.isGivenOn === true ? one(data.assigneeId, 'task_assigned') : []
    case 'task.done':
      return one(data.createdBy, 'task_done')
    case 'draft.taken-over':
      return one(data.from, 'draft_taken')
    case 'draft.commented':
      return one(data.to ?? data.writer, data.to ? 'draft_review' : 'draft_comment')
    case 'goodwill.objected':
      return one(data.to, 'goodwill_objected')
    case 'post.late':
    case 'post.failed':
    case 'post.unclear':
      return one(data.to, 'post_trouble')
    case 'post.returned':
      return one(data.to, 'post_returned')
    case 'workflow.blocked':
      return one(data.to, 'workflow_blocked')
    case 'case.handed-over':
      return one(data.toMember, 'handed_over')
    case 'case.handed-back':
      return one(data.to, 'handed_back')
    case 'case.escalated':
      return Array.isArray(data.to) ? data.to.flatMap((id) => one(id, 'escalated')) : []
    default:
      return []
  }
}

/** The rule that an entry tells of. */
function ruleIn({ kind, data }: JournalRow): { i?: string; n?: string } {
  if (kind !== 'workflow.paused' && kind !== 'workflow.blocked') return {}
  return { i: data.workflowId as string, ...(typeof data.name === 'string' ? { n: data.name } : {}) }
}
