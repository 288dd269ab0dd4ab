import type { GoodwillKind, GoodwillRun, goodwillRoutes, Language, ResponseOf } from '@resonanz/contracts'
import { sql } from 'kysely'
import { rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { settingsOf } from '#settings'
import { csvOf } from '#platform/csv'
import { decimalOf } from './money-words.ts'
import { readPolicy } from './store.ts'

type Run = ResponseOf<typeof goodwillRoutes.json>
type Booked = Run['items'][number]

export async function listRuns(deps: Deps, actor: Actor, id?: string): Promise<{ items: GoodwillRun[] }> {
  const found = await rows(
    deps.db.of(actor.workspaceId),
    sql<{
      id: string
      number: number
      from: string
      to: string
      count: number
      by_member: string
      name: string
      at: Date
    }>`select r.id, r.number, to_char(r.from_day, 'YYYY-MM-DD') as "from", to_char(r.to_day, 'YYYY-MM-DD') as "to", r.count, r.by_member, m.name, r.at
      from goodwill_run r join member m on m.id = r.by_member where r.workspace_id = ${actor.workspaceId} ${id ? sql`and r.id = ${id}` : sql``} order by r.number desc limit 200`,
  )
  return {
    items: found.map(({ by_member, name, at, ...run }) => ({
      ...run,
      by: { id: by_member, name },
      at: at.toISOString(),
    })),
  }
}

/** A run as it was booked: asking again gives the same. */
export async function readRun(deps: Deps, actor: Actor, id: string): Promise<Run> {
  const {
    items: [run],
  } = await listRuns(deps, actor, id)
  if (!run) throw notFound()
  const { language } = await settingsOf(deps, actor.workspaceId)
  const found = await rows(
    deps.db.of(actor.workspaceId),
    sql<Omit<Booked, 'grantedAt'> & { grantedAt: Date }>`
      select g.booking_no as "bookingNo", g.granted_at as "grantedAt", c.number as "caseNumber", k.number as "customerNumber", g.kind, g.what, g.amount_minor as "amountMinor", g.currency, g.reason,
        q.name as "requestedBy", b.name as "grantedBy", f.name as "grantedFor", u.name as unit, t.name as team, coalesce(o.name->>${language}, o.name->>'de') as topic,
        to_char(g.valid_until, 'YYYY-MM-DD') as "validUntil", x.name as "overruledTeam", r.booking_no as reverses
      from goodwill g join cases c on c.id = g.case_id join member q on q.id = g.requested_by join member b on b.id = g.granted_by left join member f on f.id = g.granted_for
        left join customer k on k.id = c.customer_id left join unit u on u.id = g.unit_id left join team t on t.id = g.team_id left join topic o on o.id = g.topic_id left join team x on x.id = g.overruled_team_id left join goodwill r on r.id = g.reverses_id
      where g.run_id = ${id} and g.workspace_id = ${actor.workspaceId} order by g.booking_no`,
  )
  return { run, items: found.map((row) => ({ ...row, grantedAt: row.grantedAt.toISOString() })) }
}

const heads: Record<Language, string[]> = {
  de: [
    'Lfd. Nr.',
    'Buchungslauf',
    'Gewährt am',
    'Fall',
    'Kundennummer',
    'Art',
    'Gegenstand',
    'Betrag',
    'Währung',
    'Grund',
    'Beantragt von',
    'Gewährt von',
    'In Vertretung von',
    'Einheit',
    'Team',
    'Thema',
    'Gültig bis',
    'Entgegen',
    'Storno zu Nr.',
  ],
  en: [
    'No.',
    'Run',
    'Granted on',
    'Case',
    'Customer number',
    'Kind',
    'What',
    'Amount',
    'Currency',
    'Reason',
    'Requested by',
    'Granted by',
    'As deputy of',
    'Unit',
    'Team',
    'Topic',
    'Valid until',
    'Against',
    'Reverses no.',
  ],
}
const kinds: Record<Language, Record<GoodwillKind, string>> = {
  de: {
    refund: 'Erstattung',
    voucher: 'Gutschein',
    replacement: 'Ersatz',
    fee_waived: 'Gebühr erlassen',
    other: 'Sonstiges',
  },
  en: { refund: 'Refund', voucher: 'Voucher', replacement: 'Replacement', fee_waived: 'Fee waived', other: 'Other' },
}

export async function runAsCsv(deps: Deps, actor: Actor, id: string): Promise<{ name: string; text: string }> {
  const { run, items } = await readRun(deps, actor, id)
  const { language } = await settingsOf(deps, actor.workspaceId)
  const { time_zone: timeZone } = await readPolicy(deps.db.of(actor.workspaceId), actor.workspaceId)
  const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone })
  const lines = items.map((row) => [
    String(row.bookingNo),
    String(run.number),
    day.format(new Date(row.grantedAt)),
    String(row.caseNumber),
    row.customerNumber ?? '',
    kinds[language][row.kind],
    row.what,
    decimalOf(row.amountMinor, row.currency, language),
    row.currency,
    row.reason,
    row.requestedBy,
    row.grantedBy,
    row.grantedFor ?? '',
    row.unit ?? '',
    row.team ?? '',
    row.topic ?? '',
    row.validUntil ?? '',
    row.overruledTeam ?? '',
    row.reverses === null ? '' : String(row.reverses),
  ])
  const name = `${language === 'de' ? 'Kulanz' : 'goodwill'}-${String(run.number).padStart(4, '0')}.csv`
  return { name, text: csvOf([heads[language], ...lines]) }
}
