import type { BodyOf, ResponseOf, workflowRoutes } from '@resonanz/contracts'
import { sql } from 'kysely'
import { readCalendars } from '#calendars'
import { type Db, rows } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { settingsOf } from '#settings'
import { traceOf } from './compile.ts'
import type { EventFacts } from './facts.ts'
import { askedOf } from './read-journal.ts'
import { readyOf } from './rule.ts'
import { stoppedWords } from './stopped-words.ts'
import { type Asked, keyOf, loadFacts } from './store-facts.ts'

type Trial = ResponseOf<typeof workflowRoutes.trial>
type Past = { asked: Asked; event: EventFacts | null; at: Date }

const events = 500
/** Older entries are not looked through for rare kinds. */
const newestLooked = 100_000
const shown = 50

/**
 * What a rule would have done at the last 500 events of its kind, by what stands in the cases today; of a named case
 * why or why not, and which of its words the guideline would stop. Nothing is written.
 */
export async function tryWorkflow(
  deps: Deps,
  actor: Actor,
  { definition, caseNumber }: BodyOf<typeof workflowRoutes.trial>,
): Promise<Trial> {
  const db = deps.db.of(actor.workspaceId)
  const { fits, needs } = readyOf(definition.when)
  const kinds = definition.trigger.on === 'event' ? definition.trigger.events : null
  const past = caseNumber !== undefined ? await namedCase(db, actor, caseNumber, kinds) : await pastOf(db, actor, kinds)
  const facts = await loadFacts(
    db,
    [actor.workspaceId],
    past.map(({ asked }) => asked),
    needs,
  )
  const calendars = await readCalendars(db, actor.workspaceId)
  const looked = past.flatMap(({ asked, event, at }) => {
    const seen = facts.get(keyOf(asked))
    if (!seen) return []
    const all = { case: seen, event, now: at, calendars }
    return [{ seen, all, at, fits: fits(all) }]
  })
  const found = looked.filter((one) => one.fits)
  const { language } = await settingsOf(deps, actor.workspaceId)
  return {
    stopped: await stoppedWords(db, actor.workspaceId, definition, language),
    checked: looked.length,
    found: found.length,
    since: past.at(-1)?.at.toISOString() ?? null,
    items: (caseNumber === undefined ? found : looked).slice(0, shown).map((one) => ({
      caseId: one.seen.id,
      caseNumber: one.seen.number,
      caseTitle: one.seen.title,
      at: one.at.toISOString(),
      fits: one.fits,
      trace: traceOf(definition.when, one.all),
    })),
  }
}

type EntryRow = { subject_id: string; kind: never; actor_kind: string; data: Record<string, unknown>; at: Date }

async function pastOf(db: Db, actor: Actor, kinds: readonly string[] | null): Promise<Past[]> {
  if (kinds === null) {
    const found = await rows(
      db,
      sql<{
        id: string
        at: Date
      }>`select id, now() as at from cases where workspace_id = ${actor.workspaceId} and category in ('new','open','waiting_customer','waiting_internal') and merged_into is null
        order by last_message_at desc, id desc limit ${events}`,
    )
    return found.map(({ id, at }) => ({ asked: { caseId: id, messageId: null }, event: null, at }))
  }
  const found = await rows(
    db,
    sql<EntryRow>`select subject_id, kind, actor_kind, data, at from (select seq, subject_id, subject_kind, kind, actor_kind, data, at from journal where workspace_id = ${actor.workspaceId} order by seq desc limit ${newestLooked}) j
      where subject_kind = 'case' and kind = any(${[...kinds]}::text[]) order by seq desc limit ${events}`,
  )
  return found.map(toPast)
}

/** The case's newest event of these kinds; without one the case as it is. */
async function namedCase(db: Db, actor: Actor, number: number, kinds: readonly string[] | null): Promise<Past[]> {
  const [known] = await rows(
    db,
    sql<{
      id: string
    }>`select id from cases where workspace_id = ${actor.workspaceId} and number = ${Math.min(number, 2_147_483_647)}`,
  )
  if (!known) throw notFound()
  const found = await rows(
    db,
    sql<EntryRow>`select subject_id, kind, actor_kind, data, at from journal where subject_id = ${known.id} and workspace_id = ${actor.workspaceId} and kind = any(${[...(kinds ?? [])]}::text[]) order by seq desc limit 1`,
  )
  return found.length > 0
    ? found.map(toPast)
    : [{ asked: { caseId: known.id, messageId: null }, event: null, at: new Date() }]
}

function toPast(entry: EntryRow): Past {
  return {
    asked: askedOf(entry),
    event: { kind: entry.kind, actor: entry.actor_kind, data: entry.data },
    at: entry.at,
  }
}
