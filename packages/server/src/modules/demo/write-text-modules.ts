import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { checklists, textModules } from './content/text-modules.ts'
import type { DemoKeys } from './write-content.ts'

const dayMs = 86_400_000

/** Text modules with their uses, checklists for two topics, one of them begun, and tasks open, late and done. */
export async function writeTextModules(tx: Db, keys: DemoKeys, now: Date): Promise<void> {
  const w = keys.workspaceId
  const owner = keys.staff.get('nadia')!.id
  const list = textModules.map((module) => ({
    id: keys.newId(),
    t: module.title,
    f: module.folder,
    tp: (module.topic && keys.topics.get(module.topic)) ?? null,
    v: module.variants,
    n: module.uses,
  }))
  const given = sql`jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as e(id uuid, t text, f text, tp uuid, v jsonb, n int)`
  await sql`insert into text_module (workspace_id, id, owner_id, title, folder, topic_id, variants, changed_by)
    select ${w}::uuid, e.id, ${owner}::uuid, e.t, e.f, e.tp, e.v, ${owner}::uuid from ${given}`.execute(tx)
  await sql`insert into text_module_version (workspace_id, module_id, version, title, variants, by_member)
    select ${w}::uuid, e.id, 1, e.t, e.v, ${owner}::uuid from ${given}`.execute(tx)
  await sql`insert into text_module_state (workspace_id, version) values (${w}, 1)`.execute(tx)
  // Answers of cases of the module's topic; where there are fewer, as many as there are.
  await sql`insert into text_module_use (workspace_id, message_id, module_id, case_id, at)
    select ${w}::uuid, u.message_id, e.id, u.case_id, u.at from ${given} cross join lateral (
      select cm.message_id, cm.case_id, cm.at from cases c join case_message cm on cm.case_id = c.id join message m on m.id = cm.message_id
      where c.workspace_id = ${w} and c.topic_id = e.tp and m.direction = 'out' and m.nature = 'message' order by cm.at desc, cm.message_id limit e.n) u
    on conflict do nothing`.execute(tx)
  for (const checklist of checklists) await writeChecklist(tx, keys, owner, checklist)
  await writeTasks(tx, keys, now)
}

async function writeChecklist(
  tx: Db,
  keys: DemoKeys,
  owner: string,
  { name, topic, steps }: (typeof checklists)[number],
): Promise<void> {
  const id = keys.newId()
  const [w, topicId, json] = [keys.workspaceId, keys.topics.get(topic) ?? null, JSON.stringify(steps)]
  await sql`insert into checklist (workspace_id, id, name, topic_id, steps, changed_by) values (${w}, ${id}, ${name}, ${topicId}, ${json}::jsonb, ${owner})`.execute(
    tx,
  )
  await sql`insert into checklist_version (workspace_id, checklist_id, version, name, steps, by_member) values (${w}, ${id}, 1, ${name}, ${json}::jsonb, ${owner})`.execute(
    tx,
  )
}

async function writeTasks(tx: Db, keys: DemoKeys, now: Date): Promise<void> {
  const open = await rows(
    tx,
    sql<{
      id: string
      owner_id: string
    }>`select id, owner_id from cases where workspace_id = ${keys.workspaceId} and category in ('new','open') and owner_id is not null
      and merged_into is null order by last_message_at desc, id limit 4`,
  )
  const tasks = [
    { text: 'In der Werkstatt nach dem Ersatzteil fragen', days: 1 },
    { text: 'Fahrtenbuch vom Freitag ansehen', days: -1 },
    { text: 'Bankverbindung mit der Buchhaltung abgleichen', days: 2 },
    { text: 'Rückmeldung der Reederei einholen', days: 3 },
  ]
  for (const [at, { id: caseId, owner_id: owner }] of open.entries()) {
    const { text, days } = tasks[at]!
    const due = new Date(now.getTime() + days * dayMs)
    const assignee = at === 1 ? keys.staff.get('henrike')!.id : owner
    await sql`insert into task (workspace_id, id, case_id, text, assignee_id, due_at, created_by, created_at)
      values (${keys.workspaceId}, ${keys.newId()}, ${caseId}, ${text}, ${assignee}, ${due}, ${keys.staff.get('nadia')!.id}, ${new Date(now.getTime() - 2 * dayMs)})`.execute(
      tx,
    )
  }
}
