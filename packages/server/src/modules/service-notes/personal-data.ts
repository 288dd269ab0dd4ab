import { findPersonalData, maskPersonalData } from '@resonanz/text'
import { sql } from 'kysely'
import { type Db, one } from '#platform/db/database'

export type FoundData = { in: 'title' | 'text'; start: number; end: number; kind: string }

/** What must not become public: what the finder knows by its form, and the name of the customer of this very case. */
export async function personalDataIn(
  db: Db,
  caseId: string,
  words: { title: string; text: string },
): Promise<FoundData[]> {
  const names = await namesOf(db, caseId)
  return (['title', 'text'] as const).flatMap((place) => [
    ...findPersonalData(words[place]).map(({ start, end, kind }) => ({ in: place, start, end, kind })),
    ...named(words[place], names).map((span) => ({ in: place, kind: 'name', ...span })),
  ])
}

/** A reason stands in the journal: it names nobody. */
export function withoutPersonalData(reason: string): string {
  return maskPersonalData(reason, findPersonalData(reason)).slice(0, 300)
}

async function namesOf(db: Db, caseId: string): Promise<string[]> {
  const found = await one(
    db,
    sql<{
      contact_name: string
      name: string | null
    }>`select c.contact_name, k.name from cases c left join customer k on k.id = c.customer_id where c.id = ${caseId}`,
  )
  const whole = [found?.contact_name ?? '', found?.name ?? '']
    .map((name) => name.trim())
    .filter((name) => name.length >= 3)
  // "Frau Berger" tells as much as "Jana Berger".
  const last = whole.flatMap((name) => name.split(/\s+/).slice(-1)).filter((name) => name.length >= 4)
  return [...new Set([...whole, ...last])].toSorted((one, other) => other.length - one.length)
}

function named(text: string, names: readonly string[]): { start: number; end: number }[] {
  const spans: { start: number; end: number }[] = []
  const lower = text.toLowerCase()
  for (const name of names)
    for (let at = lower.indexOf(name.toLowerCase()); at >= 0; at = lower.indexOf(name.toLowerCase(), at + 1)) {
      const isWord = !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(text[at + name.length] ?? '')
      if (isWord && !spans.some((span) => at < span.end && at + name.length > span.start))
        spans.push({ start: at, end: at + name.length })
    }
  return spans
}
