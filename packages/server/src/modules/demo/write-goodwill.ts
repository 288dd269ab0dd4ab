import { sql } from 'kysely'
import { fingerprintOfGoodwill } from '#goodwill'
import { type Db, rows, run } from '#platform/db/database'
import { fingerprintOfRequest } from '#replies'
import type { DemoKeys } from './write-content.ts'

const hourMs = 3_600_000
type Case = {
  id: string
  team_id: string | null
  topic_id: string | null
  thread_id: string
  last_message_id: string
  contact_name: string
}

/** Limits, a budget, goodwill in every state, and two approvals that wait for the head: one amount, one answer. */
export async function writeGoodwill(tx: Db, keys: DemoKeys, now: Date): Promise<void> {
  const cases = await mailCases(tx, keys)
  if (cases.length < 5) return
  await writeFrame(tx, keys)
  const at = (hours: number) => new Date(now.getTime() + hours * hourMs)
  const staff = (key: Parameters<DemoKeys['staff']['get']>[0]) => keys.staff.get(key)!.id
  const [mara, tolga, nadia, jonte, henrike, owen] = [
    staff('mara'),
    staff('tolga'),
    staff('nadia'),
    staff('jonte'),
    staff('henrike'),
    staff('owen'),
  ]

  await writeGrant(tx, keys, cases[0]!, {
    kind: 'voucher',
    amountMinor: 2_000,
    what: 'Gutschein für den Shop',
    reason: 'Lieferung kam eine Woche zu spät',
    by: mara,
    granted: { by: mara, at: at(-50) },
  })
  await writeGrant(tx, keys, cases[1]!, {
    kind: 'refund',
    amountMinor: 14_900,
    what: 'Hälfte des Kaufpreises',
    reason: 'Gerät war zweimal in Reparatur',
    by: tolga,
    granted: { by: nadia, at: at(-26) },
  })
  await writeGrant(tx, keys, cases[2]!, {
    kind: 'fee_waived',
    amountMinor: 6_900,
    what: 'Stornogebühr',
    reason: 'Todesfall in der Familie',
    by: mara,
    rejected: { by: nadia, at: at(-20), why: 'Bitte erst den Nachweis anfordern' },
  })
  const waits = await writeGrant(tx, keys, cases[3]!, {
    kind: 'refund',
    amountMinor: 42_000,
    what: 'Anzahlung',
    reason: 'Drei Terminabsagen des Technikers, der Kunde hat jedes Mal freigenommen',
    by: tolga,
  })
  await writeApproval(tx, keys, {
    kind: 'goodwill',
    subjectKind: 'goodwill',
    ...waits,
    caseId: cases[3]!.id,
    by: tolga,
    at: at(-9),
    dueAt: at(3),
    asked: [jonte, henrike],
  })
  await run(
    tx,
    sql`update goodwill set approval_id = (select id from approval where subject_id = ${waits.subjectId}) where id = ${waits.subjectId}`,
  )

  const answer = await writeReplyRequest(tx, keys, cases[4]!, owen, at(48))
  await writeApproval(tx, keys, {
    kind: 'reply',
    subjectKind: 'reply-request',
    ...answer,
    caseId: cases[4]!.id,
    by: owen,
    at: at(-1),
    dueAt: at(2),
    asked: [henrike],
  })
}

/** Whole in mail, with the customer's word last and an address to answer to; nobody has been asked about them. */
function mailCases(tx: Db, keys: DemoKeys): Promise<Case[]> {
  return rows(
    tx,
    sql<Case>`select c.id, c.team_id, c.topic_id, c.last_message_id, c.contact_name, m.thread_id
      from cases c join message m on m.id = c.last_message_id and m.direction = 'in' and m.channel = 'email' and m.author_address like '%@%'
      where c.workspace_id = ${keys.workspaceId} and c.category in ('open','waiting_internal') and c.merged_into is null and c.language = 'de' and c.message_count between 2 and 4
        and not exists (select from thread t where t.case_id = c.id and t.channel <> 'email')
        and not exists (select from consultation s where s.case_id = c.id)
      order by c.number desc limit 5`,
  )
}

async function writeFrame(tx: Db, keys: DemoKeys): Promise<void> {
  for (const [role, amount] of [['agent', 5_000] as const, ['lead', 25_000] as const, ['admin', 50_000] as const])
    await run(
      tx,
      sql`insert into goodwill_limit (workspace_id, id, role, currency, amount_minor) values (${keys.workspaceId}, ${keys.newId()}, ${role}, 'EUR', ${amount})`,
    )
  await run(
    tx,
    sql`insert into goodwill_limit (workspace_id, id, team_id, role, currency, amount_minor) values (${keys.workspaceId}, ${keys.newId()}, ${keys.teams.get('rechnung')}, 'agent', 'EUR', 8000)`,
  )
  await run(
    tx,
    sql`insert into goodwill_budget (workspace_id, id, currency, monthly_minor) values (${keys.workspaceId}, ${keys.newId()}, 'EUR', 250000)`,
  )
  await run(
    tx,
    sql`insert into goodwill_policy (workspace_id, overrule_team_ids) values (${keys.workspaceId}, ${[keys.teams.get('rechnung')!]}::uuid[])`,
  )
  const rule = {
    name: 'Einarbeitung',
    active: true,
    memberIds: [keys.staff.get('owen')!.id],
    role: null,
    teamId: null,
    presenceId: null,
    audience: 'any',
    onlyWithFinding: false,
    approvers: { memberIds: [keys.staff.get('henrike')!.id], teamId: null, role: 'lead' },
    mayEditAndSend: true,
    dueMinutes: 180,
  }
  await run(
    tx,
    sql`insert into reply_approval_policy (workspace_id, version, policy, by_member) values (${keys.workspaceId}, 1, ${JSON.stringify([rule])}::jsonb, ${keys.staff.get('henrike')!.id})`,
  )
}

type Grant = {
  kind: 'refund' | 'voucher' | 'fee_waived'
  amountMinor: number
  what: string
  reason: string
  by: string
  granted?: { by: string; at: Date }
  rejected?: { by: string; at: Date; why: string }
}
async function writeGrant(tx: Db, keys: DemoKeys, of: Case, grant: Grant) {
  const id = keys.newId()
  const { workspaceId: w } = keys
  const state = grant.granted ? 'granted' : grant.rejected ? 'rejected' : 'requested'
  await run(
    tx,
    sql`insert into goodwill (workspace_id, id, case_id, kind, amount_minor, currency, what, reason, state, team_id, topic_id, requested_by, requested_at, granted_by, granted_at, ended_by, ended_at, ended_reason)
      values (${w}, ${id}, ${of.id}, ${grant.kind}, ${grant.amountMinor}, 'EUR', ${grant.what}, ${grant.reason}, ${state}, ${of.team_id}, ${of.topic_id}, ${grant.by}, ${grant.granted?.at ?? grant.rejected?.at ?? sql`now() - interval '9 hours'`},
        ${grant.granted?.by ?? null}, ${grant.granted?.at ?? null}, ${grant.rejected?.by ?? null}, ${grant.rejected?.at ?? null}, ${grant.rejected?.why ?? ''})`,
  )
  if (state !== 'rejected') await charge(tx, w, id, grant.amountMinor, state === 'granted')
  const actor = grant.granted?.by ?? grant.by
  const facts = { goodwillId: id, kind: grant.kind, amountMinor: grant.amountMinor, currency: 'EUR' }
  await run(
    tx,
    sql`insert into journal (workspace_id, at, subject_kind, subject_id, actor_kind, actor_id, kind, data) values (${w}, ${grant.granted?.at ?? sql`now()`}, 'case', ${of.id}, 'person', ${actor}, ${state === 'granted' ? 'goodwill.granted' : 'goodwill.requested'},
      ${JSON.stringify(state === 'granted' ? { ...facts, approvalId: null } : facts)}::jsonb)`,
  )
  const { kind, amountMinor, what, reason } = grant
  const content = { kind, amountMinor, currency: 'EUR', what, reason, validUntil: null }
  return { subjectId: id, fingerprint: fingerprintOfGoodwill(of.id, content, { teamId: null, reason: null }) }
}

async function charge(
  tx: Db,
  workspaceId: string,
  goodwillId: string,
  amount: number,
  isBooked: boolean,
): Promise<void> {
  const month = sql`date_trunc('month', now() at time zone 'Europe/Berlin')::date`
  await run(
    tx,
    sql`insert into goodwill_month (workspace_id, budget_id, month, amount_minor) select workspace_id, id, ${month}, monthly_minor from goodwill_budget where workspace_id = ${workspaceId} on conflict do nothing`,
  )
  await run(
    tx,
    sql`update goodwill_month set reserved_minor = reserved_minor + ${isBooked ? 0 : amount}, booked_minor = booked_minor + ${isBooked ? amount : 0} where workspace_id = ${workspaceId} and month = ${month}`,
  )
  await run(
    tx,
    sql`insert into goodwill_charge (workspace_id, goodwill_id, budget_id, month, amount_minor, is_booked) select workspace_id, ${goodwillId}, id, ${month}, ${amount}, ${isBooked} from goodwill_budget where workspace_id = ${workspaceId}`,
  )
}

type Asked = {
  kind: string
  subjectKind: string
  subjectId: string
  fingerprint: string
  caseId: string
  by: string
  at: Date
  dueAt: Date
  asked: string[]
}
async function writeApproval(tx: Db, keys: DemoKeys, a: Asked): Promise<void> {
  const id = keys.newId()
  const { workspaceId: w } = keys
  await run(
    tx,
    sql`insert into approval (workspace_id, id, kind, subject_kind, subject_id, case_id, fingerprint, requested_by, authors, requested_at, due_at, step_time, step)
      values (${w}, ${id}, ${a.kind}, ${a.subjectKind}, ${a.subjectId}, ${a.caseId}, ${a.fingerprint}, ${a.by}, ${[a.by]}::uuid[], ${a.at}, ${a.dueAt}, interval '6 hours', ${a.asked.length - 1})`,
  )
  for (const [step, member] of a.asked.entries()) {
    await run(
      tx,
      sql`insert into approval_line (workspace_id, approval_id, member_id, step) values (${w}, ${id}, ${member}, ${step})`,
    )
    await run(
      tx,
      sql`insert into approval_asked (workspace_id, approval_id, member_id, step, mailed_at) values (${w}, ${id}, ${member}, ${step}, now())`,
    )
  }
  const data = { approvalId: id, kind: a.kind, asked: [a.asked[0]], requestedBy: a.by, dueAt: a.dueAt.toISOString() }
  await run(
    tx,
    sql`insert into journal (workspace_id, at, subject_kind, subject_id, actor_kind, actor_id, kind, data) values (${w}, ${a.at}, 'case', ${a.caseId}, 'person', ${a.by}, 'approval.requested', ${JSON.stringify(data)}::jsonb)`,
  )
}

async function writeReplyRequest(tx: Db, keys: DemoKeys, of: Case, writer: string, promised: Date) {
  const id = keys.newId()
  const text = `Guten Tag ${of.contact_name},\n\nIhr Anliegen liegt bei mir, und ich kläre heute mit den Kolleginnen und Kollegen, wie es weitergeht. Übermorgen melde ich mich mit einem festen Termin.\n\nViele Grüße\nOwen Hartley`
  const reply = {
    threadId: of.thread_id,
    text,
    attachmentIds: [],
    expectedLastMessageId: of.last_message_id,
    evenIfNewer: false,
    nextUpdate: { at: promised.toISOString(), text: '' },
    includeQuote: true,
    logged: false,
  }
  const earlier = [
    {
      text: text.replace('Übermorgen melde ich mich mit einem festen Termin.', 'Wir melden uns.'),
      by: writer,
      at: new Date().toISOString(),
    },
  ]
  await run(
    tx,
    sql`insert into reply_request (workspace_id, id, case_id, thread_id, member_id, reply, version, may_edit_and_send, earlier, why) values
      (${keys.workspaceId}, ${id}, ${of.id}, ${of.thread_id}, ${writer}, ${JSON.stringify(reply)}::jsonb, 2, true, ${JSON.stringify(earlier)}::jsonb, '["Einarbeitung"]')`,
  )
  return {
    subjectId: id,
    fingerprint: fingerprintOfRequest({
      case_id: of.id,
      thread_id: of.thread_id,
      member_id: writer,
      version: 2,
      reply,
    }),
  }
}
