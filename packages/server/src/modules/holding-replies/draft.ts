import { capabilitiesWith, type Finding } from '@resonanz/contracts'
import { dueAfter, nextOpening, readCalendars } from '#calendars'
import { type CaseRecord, priorityWord } from '#cases'
import { checkWords, findEmptyHolding } from '#guideline'
import type { Db } from '#platform/db/database'
import { dueOf, readTargets } from '#targets'
import { type Fact, factsOf, type Situation, situationOf } from './facts.ts'
import { holdingWords, honestStart } from './words.ts'

export type HoldingDraft = {
  situation: Situation
  facts: Fact[]
  /** Null: there is nothing to say. */
  text: string | null
  /** How a person may begin then. */
  start: string
  isOldNews: boolean
  findings: Finding[]
  isEmpty: boolean
  newDueAt: Date
}

/** Public words are short where the network itself names no limit. */
const publicMost = 300
const afterAnswerMinutes = 60
const fiveMinutesMs = 5 * 60_000

/**
 * The holding reply that this case would get now, made of what happened; null when nobody is there to be told. `by`
 * signs it; a rule's has no name of the customer in it, for that is what a stranger wrote.
 */
export async function draftHolding(
  db: Db,
  record: CaseRecord,
  { by, nextUpdateHours }: { by: string | null; nextUpdateHours: number },
): Promise<HoldingDraft | null> {
  const situation = await situationOf(db, record.id)
  if (!situation) return null
  const facts = await factsOf(db, record.id, situation.language, situation.lastWordAt)
  const newDueAt = await nextWord(db, record, facts, nextUpdateHours)
  const said = {
    language: situation.language,
    address: situation.address,
    audience: situation.visibility,
    name: by === null ? null : record.contact_name || null,
    by: by ?? situation.company,
    number: record.number,
    zone: situation.zone,
    facts,
    newDueAt,
    maxLength: capabilitiesWith(situation.channel, situation.limits).maxLength?.count ?? publicMost,
  }
  const text = holdingWords(said)
  const { channel, visibility: audience, language } = situation
  const [findings] = text
    ? await checkWords(db, record.workspace_id, [{ text, channel, audience, isSolved: false }], language)
    : [[]]
  const empty = text ? await findEmptyHolding(text, { channel, audience, language }) : []
  return {
    situation,
    facts,
    text,
    start: honestStart(said),
    isOldNews: facts.every(({ at }) => at <= situation.lastWordAt),
    findings: findings ?? [],
    isEmpty: empty.length > 0,
    newDueAt,
  }
}

/** As the target for the next word says, and not before what is awaited can have come; in service hours. */
async function nextWord(db: Db, record: CaseRecord, facts: readonly Fact[], hours: number): Promise<Date> {
  const now = new Date()
  const place = { teamId: record.team_id, presenceId: record.presence_id }
  const calendars = await readCalendars(db, record.workspace_id)
  const { channel, kind } = record
  const aim = (await readTargets(db, record.workspace_id)).aimOf('next_update', {
    ...place,
    channel,
    kind,
    priority: priorityWord(record.priority),
  })
  const asTargeted = aim ? dueOf(aim, now) : new Date(now.getTime() + hours * 3_600_000)
  const awaited = facts.flatMap(({ what, dueAt }) =>
    (what === 'asked' || what === 'second-level') && dueAt && dueAt > now
      ? [dueAfter(calendars, place, dueAt, afterAnswerMinutes)]
      : [],
  )
  const latest = new Date(Math.max(asTargeted.getTime(), ...awaited.map((at) => at.getTime())))
  const inHours = nextOpening(calendars, place, latest) ?? latest
  return new Date(Math.ceil(inHours.getTime() / fiveMinutesMs) * fiveMinutesMs)
}
