import { type WorkflowVariable, workflowVariables } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'

export type CaseWords = { language: 'de' | 'en'; values: Record<WorkflowVariable, string> }

type Row = {
  id: string
  number: number
  title: string
  topic: { de: string; en: string } | null
  opened_at: Date
  customer: string | null
  customer_number: string | null
  organisation: string | null
  contact: string
  owner: string | null
  team: string | null
  company: string
  language: string | null
  own_language: 'de' | 'en'
  public_url: string | null
}

/** What the variables of texts say in these cases, in one query; an empty string where nothing stands. */
export async function caseWords(
  db: Db,
  workspaceId: string,
  caseIds: readonly string[],
  options: { language?: 'de' | 'en'; now?: Date } = {},
): Promise<Map<string, CaseWords>> {
  if (caseIds.length === 0) return new Map()
  const found = await rows(
    db,
    sql<Row>`select c.id, c.number, c.title, t.name as topic, c.opened_at, k.name as customer, k.number as customer_number, k.organisation, c.contact_name as contact,
        o.name as owner, e.name as team, w.name as company, c.language, w.language as own_language, w.settings->>'publicUrl' as public_url
      from cases c join workspace w on w.id = c.workspace_id left join topic t on t.id = c.topic_id left join customer k on k.id = c.customer_id
      left join member o on o.id = c.owner_id left join team e on e.id = c.team_id
      where c.workspace_id = ${workspaceId} and c.id = any(${[...caseIds]}::uuid[])`,
  )
  return new Map(found.map((row) => [row.id, wordsOf(row, options)]))
}

function wordsOf(row: Row, options: { language?: 'de' | 'en'; now?: Date }): CaseWords {
  const spoken = row.language === 'de' || row.language === 'en' ? row.language : row.own_language
  const language = options.language ?? spoken
  const date = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'Europe/Berlin',
  })
  return {
    language,
    values: {
      'case.number': String(row.number),
      'case.title': line(row.title),
      'case.topic': row.topic?.[language] ?? '',
      'case.opened': date.format(row.opened_at),
      'case.link': `${(row.public_url ?? '').replace(/\/$/, '')}/cases/${row.id}`,
      'customer.name': line(row.customer ?? ''),
      'customer.number': line(row.customer_number ?? ''),
      'customer.organisation': line(row.organisation ?? ''),
      'contact.name': line(row.customer ?? row.contact),
      'owner.name': row.owner ?? '',
      'team.name': row.team ?? '',
      'company.name': row.company,
      today: date.format(options.now ?? new Date()),
    },
  }
}

/** What a stranger called themselves stays one line of text. */
function line(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ue000\ue001]+/g, ' ')
    .match(/^.{0,300}/u)![0]
}

/** The text with its variables filled, and those that were empty. Values are put in as they are: never read again. */
export function fill(template: string, words: CaseWords): { text: string; empty: string[] } {
  const empty: string[] = []
  const text = template.replace(/\{\{([^{}\n]{0,60})\}\}/g, (whole, given: string) => {
    const name = given.trim() as WorkflowVariable
    if (!workflowVariables.includes(name)) return whole
    const value = words.values[name]
    if (value === '') empty.push(name)
    return value
  })
  return { text, empty }
}
