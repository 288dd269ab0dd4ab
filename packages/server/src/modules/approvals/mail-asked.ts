import type { ApprovalKind, Language } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, inTransaction, rows, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'

const batch = 50
type Unmailed = {
  approval_id: string
  member_id: string
  workspace_id: string
  kind: ApprovalKind
  is_open: boolean
  number: number | null
  due_at: Date
  email: string
  language: Language
  presence_id: string | null
  public_url: string | null
  /** Of the hours of the house; null where none are set. */
  time_zone: string | null
}
/** The one door for automatic mail, handed in: this module lies below the one that sends. */
export type SendMail = (
  tx: Db,
  mail: {
    workspaceId: string
    presenceId: string
    to: string
    subject: string
    text: string
    language: Language
  },
) => Promise<unknown>

/**
 * A mail for everybody who was asked, once: what kind of thing waits, until when, and a link that opens the app. It
 * holds our own words only, and opening the link decides nothing. Without a mailbox or a public address there is none.
 */
export async function mailAsked(deps: Deps, sendMail: SendMail): Promise<number> {
  return inTransaction(deps.db.system, async (tx) => {
    const waiting = await rows(
      tx,
      sql<Unmailed>`select k.approval_id, k.member_id, k.workspace_id, a.kind, a.state = 'open' as is_open, c.number, a.due_at, u.email, coalesce(m.preferences->>'language', w.language) as language,
          (select p.id from presence p where p.workspace_id = k.workspace_id and p.kind = 'email' and p.address is not null and p.archived_at is null and not p.paused order by p.id limit 1) as presence_id,
          w.settings->>'publicUrl' as public_url,
          (select l.hours->>'timeZone' from calendar l where l.workspace_id = k.workspace_id and l.team_id is null and l.presence_id is null limit 1) as time_zone
        from approval_asked k join approval a on a.id = k.approval_id join member m on m.id = k.member_id join auth_user u on u.id = m.user_id join workspace w on w.id = k.workspace_id
          left join cases c on c.id = a.case_id
        where k.mailed_at is null order by k.at limit ${batch} for update of k skip locked`,
    )
    for (const row of waiting) {
      // Settled meanwhile, or nowhere to lead to: the list in the app says it all the same.
      if (row.is_open && row.presence_id && row.public_url)
        await sendMail(tx, mailOf({ ...row, presence_id: row.presence_id }, row.public_url))
    }
    if (waiting.length > 0)
      await run(
        tx,
        sql`update approval_asked k set mailed_at = now() from jsonb_to_recordset(${JSON.stringify(waiting.map((row) => ({ a: row.approval_id, m: row.member_id })))}::jsonb) as e(a uuid, m uuid)
          where k.approval_id = e.a and k.member_id = e.m`,
      )
    return waiting.length
  })
}

const kindWords: Record<Language, Record<ApprovalKind, string>> = {
  de: { reply: 'Antwort', goodwill: 'Kulanz', publishing: 'Veröffentlichung', export: 'Export', erasure: 'Löschung' },
  en: { reply: 'answer', goodwill: 'goodwill', publishing: 'publishing', export: 'export', erasure: 'erasure' },
}

function mailOf(row: Unmailed & { presence_id: string }, publicUrl: string) {
  const link = new URL(`/approvals/${row.approval_id}`, publicUrl).toString()
  const language = row.language === 'en' ? 'en' : 'de'
  const what = kindWords[language][row.kind]
  const common = { workspaceId: row.workspace_id, presenceId: row.presence_id, to: row.email, language } as const
  const until = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: row.time_zone ?? 'Europe/Berlin',
  }).format(row.due_at)
  if (language === 'en')
    return {
      ...common,
      subject: `Approval needed: ${what}${row.number ? `, case ${row.number}` : ''}`,
      text: `An approval waits for you: ${what}${row.number ? ` in case ${row.number}` : ''}.\nPlease decide by ${until}.\n\n${link}\n\nThe link opens Resonanz. Nothing is decided by opening it.`,
    }
  return {
    ...common,
    subject: `Freigabe nötig: ${what}${row.number ? `, Fall ${row.number}` : ''}`,
    text: `Eine Freigabe wartet auf Sie: ${what}${row.number ? ` in Fall ${row.number}` : ''}.\nBitte entscheiden Sie bis ${until} Uhr.\n\n${link}\n\nDer Link öffnet Resonanz. Durch das Öffnen ist nichts entschieden.`,
  }
}
