import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'
import { consultations, type DemoConsultation, experts } from './content/experts.ts'
import type { DemoKeys } from './write-content.ts'

const hourMs = 3_600_000
type Case = { id: string; team_id: string | null; owner_id: string | null }

/** The directory, questions open and answered, one case with the second level and one that goes back and forth. */
export async function writeConsultations(tx: Db, keys: DemoKeys, now: Date): Promise<void> {
  const ids = await writeExperts(tx, keys, now)
  const taken: string[] = []
  for (const demo of consultations) {
    const found = await openCase(tx, keys, demo.topic, taken)
    if (!found) continue
    taken.push(found.id)
    await writeConsultation(tx, keys, now, ids, found, demo)
  }
  await writeHandover(tx, keys, now, taken)
  await writePingPong(tx, keys, now, taken)
}

async function writeExperts(tx: Db, keys: DemoKeys, now: Date): Promise<Map<string, string>> {
  const ids = new Map(experts.map(({ key }) => [key, keys.newId()]))
  const list = experts.map((expert) => ({
    id: ids.get(expert.key),
    m: expert.staff ? keys.staff.get(expert.staff)?.id : null,
    n: expert.name ?? '',
    e: expert.email ?? null,
    p: expert.phone ?? '',
    d: expert.department,
    t: expert.topics.flatMap((key) => keys.topics.get(key) ?? []),
    pr: expert.products ?? [],
    l: expert.languages,
    de: expert.deputies.flatMap((key) => ids.get(key) ?? []),
  }))
  await sql`insert into expert (workspace_id, id, member_id, name, email, phone, department, topics, products, languages, deputies)
    select ${keys.workspaceId}::uuid, e.id, e.m, e.n, e.e, e.p, e.d, array(select jsonb_array_elements_text(e.t)::uuid), array(select jsonb_array_elements_text(e.pr)), array(select jsonb_array_elements_text(e.l)), array(select jsonb_array_elements_text(e.de)::uuid)
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(id uuid, m uuid, n text, e text, p text, d text, t jsonb, pr jsonb, l jsonb, de jsonb)`.execute(
    tx,
  )
  const away = experts.flatMap(({ key, away: days }) =>
    days ? [{ id: keys.newId(), x: ids.get(key), f: inDays(now, days.from), t: inDays(now, days.to) }] : [],
  )
  await sql`insert into expert_absence (workspace_id, id, expert_id, from_at, to_at) select ${keys.workspaceId}::uuid, e.id, e.x, e.f, e.t
    from jsonb_to_recordset(${JSON.stringify(away)}::jsonb) as e(id uuid, x uuid, f timestamptz, t timestamptz)`.execute(
    tx,
  )
  return ids
}

async function writeConsultation(
  tx: Db,
  keys: DemoKeys,
  now: Date,
  ids: Map<string, string>,
  { id: caseId }: Case,
  demo: DemoConsultation,
): Promise<void> {
  const [id, requestId] = [keys.newId(), keys.newId()]
  const w = keys.workspaceId
  const askedAt = inHours(now, -demo.askedHoursAgo)
  const dueAt = inHours(now, demo.dueInHours)
  const remindAt = new Date((askedAt.getTime() + dueAt.getTime()) / 2)
  const deputyAt = inHours(dueAt, 2)
  const escalateAt = inHours(deputyAt, 6)
  const nextAt = { open: remindAt, reminded: dueAt, deputy_asked: escalateAt, answered: null }[demo.state]
  const asker = keys.staff.get(demo.asker)!.id
  const step = { open: 0, reminded: 1, deputy_asked: 3, answered: 1 }[demo.state]
  const settledAt = demo.answer ? inHours(now, -demo.answer.hoursAgo) : null
  await sql`insert into consultation (workspace_id, id, case_id, asked_by, asked_at, question, context, remind_at, due_at, deputy_at, escalate_at, step, next_at, state, settled_at)
    values (${w}, ${id}, ${caseId}, ${asker}, ${askedAt}, ${demo.question}, ${demo.context}, ${remindAt}, ${dueAt}, ${deputyAt}, ${escalateAt}, ${step}, ${nextAt}, ${demo.state}, ${settledAt})`.execute(
    tx,
  )
  const asked = expertOf(demo.expert)
  await insertRequest(tx, keys, {
    id: requestId,
    consultationId: id,
    place: 'expert',
    key: demo.expert,
    ids,
    at: askedAt,
  })
  const entry = (kind: string, at: Date, actor: [string, string | null], data: object) =>
    insertEntry(tx, keys, caseId, { kind, at, actor, data })
  await entry('consultation.asked', askedAt, ['person', asker], {
    consultationId: id,
    expertId: ids.get(demo.expert),
    memberId: asked.memberOf(keys),
    dueAt: dueAt.toISOString(),
  })
  if (step >= 1)
    await entry('consultation.reminded', remindAt, ['job', 'consultations'], {
      consultationId: id,
      when: 'half',
      memberId: asked.memberOf(keys),
    })
  if (demo.deputy) {
    await insertRequest(tx, keys, {
      id: keys.newId(),
      consultationId: id,
      place: 'deputy',
      key: demo.deputy,
      ids,
      at: deputyAt,
    })
    await entry('consultation.deputy', deputyAt, ['job', 'consultations'], {
      consultationId: id,
      expertId: ids.get(demo.deputy),
      memberId: null,
    })
  }
  if (!demo.answer || !settledAt) return
  const [noteId, answerId] = [keys.newId(), keys.newId()]
  const memberId = asked.memberOf(keys)
  const author = asked.nameOf(keys)
  await sql`insert into note (workspace_id, id, case_id, author_id, text, at) values (${w}, ${noteId}, ${caseId}, ${memberId}, ${`Antwort auf die Rückfrage, von ${author}:\n\n${demo.answer.text}`}, ${settledAt})`.execute(
    tx,
  )
  await sql`insert into consultation_answer (workspace_id, id, consultation_id, request_id, way, text, author, member_id, source_key, note_id, at)
    values (${w}, ${answerId}, ${id}, ${requestId}, ${demo.answer.way}, ${demo.answer.text}, ${author}, ${memberId}, ${`demo:${answerId}`}, ${noteId}, ${settledAt})`.execute(
    tx,
  )
  await entry('consultation.answered', settledAt, memberId ? ['person', memberId] : ['connector', null], {
    consultationId: id,
    answerId,
    noteId,
    way: demo.answer.way,
    isLate: false,
    to: asker,
  })
}

function expertOf(key: string) {
  const found = experts.find((expert) => expert.key === key)!
  return {
    email: found.email ?? null,
    memberOf: (keys: DemoKeys) => (found.staff ? (keys.staff.get(found.staff)?.id ?? null) : null),
    nameOf: (keys: DemoKeys) => found.name ?? keys.staff.get(found.staff ?? '')?.name ?? '',
  }
}

async function insertRequest(
  tx: Db,
  keys: DemoKeys,
  r: { id: string; consultationId: string; place: string; key: string; ids: Map<string, string>; at: Date },
): Promise<void> {
  const { email, memberOf, nameOf } = expertOf(r.key)
  await sql`insert into consultation_request (workspace_id, id, consultation_id, place, expert_id, member_id, name, email, asked_at, expires_at)
    values (${keys.workspaceId}, ${r.id}, ${r.consultationId}, ${r.place}, ${r.ids.get(r.key)}, ${memberOf(keys)}, ${nameOf(keys)}, ${email}, ${r.at}, ${inDays(r.at, 20)})`.execute(
    tx,
  )
}

/** A case of billing that customer service accompanies. */
async function writeHandover(tx: Db, keys: DemoKeys, now: Date, taken: string[]): Promise<void> {
  const found = await openCase(tx, keys, 'subscription', taken)
  const [from, to] = [keys.teams.get('kundenservice')!, keys.teams.get('rechnung')!]
  if (!found) return
  taken.push(found.id)
  const by = keys.staff.get('mara')!.id
  const id = keys.newId()
  const [at, dueAt] = [inHours(now, -5), inHours(now, 18)]
  await sql`insert into handover (workspace_id, id, case_id, from_team_id, from_member_id, accompanying_team_id, to_team_id, what, reason, due_at, by_member, at)
    values (${keys.workspaceId}, ${id}, ${found.id}, ${from}, ${by}, ${from}, ${to}, 'Bitte prüfen, ob die Kündigung noch zum Monatsende wirkt, und das Abo entsprechend beenden.', 'decision', ${dueAt}, ${by}, ${at})`.execute(
    tx,
  )
  await sql`update cases set team_id = ${to}, accompanying_team_id = ${from} where id = ${found.id}`.execute(tx)
  const data = { handoverId: id, toTeam: to, toMember: null, reason: 'decision', dueAt: dueAt.toISOString() }
  await insertEntry(tx, keys, found.id, { kind: 'case.handed-over', at, actor: ['person', by], data })
}

/** A case nobody wanted: four moves between two teams, marked. */
async function writePingPong(tx: Db, keys: DemoKeys, now: Date, taken: string[]): Promise<void> {
  const found = await openCase(tx, keys, 'inspection', taken)
  if (!found) return
  const [a, b] = [keys.teams.get('kundenservice')!, keys.teams.get('rechnung')!]
  const path = [a, b, a, b]
  const by = keys.staff.get('tolga')!.id
  for (const [n, to] of path.slice(1).entries()) {
    const at = inHours(now, -60 + n * 16)
    await insertEntry(tx, keys, found.id, { kind: 'case.team', at, actor: ['person', by], data: { from: path[n], to } })
  }
  await sql`update cases set team_id = ${b} where id = ${found.id}`.execute(tx)
  await sql`insert into case_ping_pong (workspace_id, case_id, path, since) values (${keys.workspaceId}, ${found.id}, ${path}::uuid[], ${inHours(now, -60)})`.execute(
    tx,
  )
  const at = inHours(now, -27)
  await insertEntry(tx, keys, found.id, { kind: 'case.ping-pong', at, actor: ['rule', 'case-course'], data: { path } })
}

function openCase(tx: Db, keys: DemoKeys, topic: string, taken: readonly string[]): Promise<Case | undefined> {
  return one(
    tx,
    sql<Case>`select id, team_id, owner_id from cases where workspace_id = ${keys.workspaceId} and topic_id = ${keys.topics.get(topic) ?? null}
      and category in ('new','open') and merged_into is null and not (id = any(${[...taken]}::uuid[])) order by last_message_at desc, id limit 1`,
  )
}

async function insertEntry(
  tx: Db,
  keys: DemoKeys,
  caseId: string,
  { kind, at, actor, data }: { kind: string; at: Date; actor: [string, string | null]; data: object },
): Promise<void> {
  await sql`insert into journal (at, workspace_id, subject_kind, subject_id, actor_kind, actor_id, kind, data)
    values (${at}, ${keys.workspaceId}, 'case', ${caseId}, ${actor[0]}, ${actor[1]}, ${kind}, ${JSON.stringify(data)}::jsonb)`.execute(
    tx,
  )
}

function inHours(from: Date, hours: number): Date {
  return new Date(from.getTime() + hours * hourMs)
}
function inDays(from: Date, days: number): Date {
  return inHours(from, days * 24)
}
