import { sql } from 'kysely'
import { houseZone } from '#calendars'
import { documentTypes, type Format, readText, renderDocx, renderPdf } from '#documents'
import { type Db, one, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { caseWords, fill } from './case-words.ts'
import { type ActionRow, settingsOf } from './catalog-action.ts'
import type { Claimed } from './store-deliveries.ts'

export type Made = { name: string; format: Format; bytes: Buffer }

/** The document of a case as a file; a word says why there is none. */
export async function makeDocument(
  deps: Deps,
  {
    workspace_id,
    case_id,
    action,
  }: { workspace_id: string; case_id: string | null; action: Pick<ActionRow, 'settings'> },
): Promise<Made | string> {
  if (!case_id) return 'case-gone'
  const settings = settingsOf(action, 'document')
  const words = (await caseWords(deps.db.system, workspace_id, [case_id], { language: settings.language })).get(case_id)
  if (!words) return 'case-gone'
  const title = fill(settings.title, words).text.replace(/\s+/g, ' ').trim()
  const document = {
    title,
    company: words.values['company.name'],
    language: settings.language,
    madeAt: new Date(),
    timeZone: await houseZone(deps.db.system, workspace_id),
    blocks: readText(fill(settings.text, words).text),
  }
  const bytes = settings.format === 'pdf' ? await renderPdf(document) : await renderDocx(document)
  return {
    name: `${fileName(title)}-${words.values['case.number']}.${settings.format}`,
    format: settings.format,
    bytes,
  }
}

/** Puts the file into the case and, where that was asked, beside the draft of whoever is responsible. */
export async function attachDocument(deps: Deps, tx: Db, delivery: Claimed, made: Made): Promise<string> {
  const fileId = deps.newId()
  const type = documentTypes[made.format]
  await sql`insert into file (workspace_id, id, name, type, size, bytes, created_by)
    values (${delivery.workspace_id}, ${fileId}, ${made.name}, ${type}, ${made.bytes.length}, ${made.bytes}, ${delivery.by_member})`.execute(
    tx,
  )
  if (delivery.is_test) return fileId
  await run(
    tx,
    sql`insert into case_document (workspace_id, case_id, file_id, delivery_id) values (${delivery.workspace_id}, ${delivery.case_id}, ${fileId}, ${delivery.id})`,
  )
  if (delivery.options.attach === 'draft') {
    const responsible = delivery.by_member ?? (await ownerOf(tx, delivery.case_id!))
    const file = { id: fileId, name: made.name, type, size: made.bytes.length }
    if (responsible)
      await run(
        tx,
        sql`insert into draft (workspace_id, case_id, member_id, kind, text, extra)
          values (${delivery.workspace_id}, ${delivery.case_id}, ${responsible}, 'reply', '', ${JSON.stringify({ files: [file] })}::jsonb)
          on conflict (member_id, case_id, kind) do update set saved_at = now(),
            extra = draft.extra || jsonb_build_object('files', coalesce(draft.extra->'files', '[]') || ${JSON.stringify([file])}::jsonb)`,
      )
  }
  return fileId
}

async function ownerOf(tx: Db, caseId: string): Promise<string | null> {
  return (
    (await one(tx, sql<{ owner_id: string | null }>`select owner_id from cases where id = ${caseId}`))?.owner_id ?? null
  )
}

function fileName(title: string): string {
  return (
    title
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .match(/^.{0,80}/u)?.[0] || 'Dokument'
  )
}
