import {
  type BodyOf,
  type manyAnswerRoutes,
  type ManyContent,
  type ResponseOf,
  templateFaults,
} from '@resonanz/contracts'
import { findPersonalData } from '@resonanz/text'
import { checkText } from '#guideline'
import { casesOf, findIncident } from '#incidents'
import type { Db } from '#platform/db/database'
import type { Actor, Deps } from '#platform/deps'
import { notFound, Refusal } from '#platform/errors'
import { approvalRuleFor } from '#replies'
import { settingsOf } from '#settings'
import { checkCase, namedInText } from './check.ts'
import { nameOf, personalText } from './personal.ts'
import { type Candidate, candidates } from './store.ts'

const casesMost = 1000

/** What each case would get. The guideline reads the words once; each sending is checked again by itself. */
export async function previewMany(
  deps: Deps,
  actor: Actor,
  { select, content }: BodyOf<typeof manyAnswerRoutes.preview>,
): Promise<ResponseOf<typeof manyAnswerRoutes.preview>> {
  const db = deps.db.of(actor.workspaceId)
  refuseFaults(content)
  const ids = await idsOf(db, actor, select)
  const all = await candidates(db, actor.workspaceId, ids, select.incidentId ?? null)
  const { findings, mayOverrideStop } = await guidelineOn(deps, db, actor, content, all)
  const seen = new Set<string>()
  const items = all.map((to) => {
    const text = personalText(content, to, actor.name)
    return {
      case: { id: to.case_id, number: to.number, title: to.title, customer: nameOf(to) || to.contact_name },
      channel: to.channel,
      to: to.to,
      text: text.text,
      ...checkCase(content, to, text, seen),
      lastMessageId: to.last_message_id,
    }
  })
  const named = namedInText(content.text, all)
  return {
    items,
    findings,
    mayOverrideStop,
    needsApproval: await needsApproval(
      db,
      actor,
      all,
      findings.some(({ level }) => level !== 'hint'),
    ),
    personalData: [
      ...findPersonalData(content.text).map(({ start, end, kind }) => ({ start, end, kind })),
      ...named.map((to) => {
        const start = content.text.toLowerCase().indexOf(nameOf(to).toLowerCase())
        return { start, end: start + nameOf(to).length, kind: 'name' }
      }),
    ],
  }
}

/** A name nobody fills in, or braces that are none: better said before than left out 200 times. */
export function refuseFaults(content: ManyContent): void {
  const faults = templateFaults(content.text)
  if (faults.length > 0)
    throw new Refusal('invalid-input', 'The text has variables that are not known.', { unknown: faults })
}

/** By the first rule that one of the threads falls under: for all of them at once. */
export async function needsApproval(
  db: Db,
  actor: Actor,
  all: readonly Candidate[],
  hasFinding: boolean,
): Promise<boolean> {
  return (await approvalRuleFor(db, actor, situations(all, hasFinding))) !== undefined
}
export function situations(all: readonly Candidate[], hasFinding: boolean) {
  const places = new Map<string, { presenceIds: string[]; isPublic: boolean; hasFinding: boolean }>()
  for (const { presence_id, mail_presence_id, visibility } of all) {
    if (!presence_id) continue
    const presenceIds = [presence_id, ...(mail_presence_id ? [mail_presence_id] : [])]
    places.set(`${presenceIds} ${visibility}`, { presenceIds, isPublic: visibility === 'public', hasFinding })
  }
  return [...places.values()]
}

async function guidelineOn(deps: Deps, db: Db, actor: Actor, content: ManyContent, all: readonly Candidate[]) {
  const settings = await settingsOf(deps, actor.workspaceId)
  const channel = all.find(({ thread_id }) => thread_id)?.channel ?? 'email'
  return checkText(db, actor, content.text, {
    channel,
    audience: all.some(({ visibility }) => visibility === 'public') ? 'public' : 'private',
    language: settings.language,
    hasNextUpdate: content.nextUpdate !== null,
    isSolved: content.category === 'done' || content.category === 'closed',
    isPraise: false,
  })
}

async function idsOf(
  db: Db,
  actor: Actor,
  select: { incidentId?: string | undefined; caseIds?: string[] | undefined },
): Promise<string[]> {
  if (select.caseIds) return [...new Set(select.caseIds)]
  if (!select.incidentId) throw new Refusal('invalid-input', 'Say which cases: an incident, or ids.')
  if (!(await findIncident(db, actor.workspaceId, select.incidentId))) throw notFound()
  return casesOf(db, select.incidentId, casesMost)
}
