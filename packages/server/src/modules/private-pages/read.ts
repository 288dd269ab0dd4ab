import { type CasePages, capabilitiesOf, type Language } from '@resonanz/contracts'
import { accessCase } from '#cases'
import type { Actor, Deps } from '#platform/deps'
import { settingsOf } from '#settings'
import { allowedWithPages } from './policy.ts'
import { toPage } from './present.ts'
import { reachesPrivately } from './reaches-privately.ts'
import * as store from './store.ts'
import { answersOf } from './store-answers.ts'
import { lookOf, questionSets } from './store-sets.ts'

/** What was asked privately in a case, what is missing, what could be asked, and what stands in public that should not. */
export async function pagesOfCase(deps: Deps, actor: Actor, caseId: string): Promise<CasePages> {
  const db = deps.db.of(actor.workspaceId)
  const record = await accessCase(db, actor, caseId)
  const [rows, sets, exposed, look, mail, settings, ways] = await Promise.all([
    store.pagesOfCase(db, actor.workspaceId, caseId),
    questionSets(db, actor.workspaceId),
    store.exposedIn(db, actor.workspaceId, caseId),
    lookOf(db, actor.workspaceId),
    store.mailWay(db, actor.workspaceId, caseId),
    settingsOf(deps, actor.workspaceId),
    store.waysOf(db, caseId),
  ])
  const allowed = allowedWithPages(actor)
  const mayAsk = allowed.includes('ask')
  const answers = await answersOf(
    db,
    rows.map(({ id }) => id),
  )
  return {
    pages: await Promise.all(rows.map((row) => toPage(deps, row, answers, { withLink: mayAsk }))),
    sets: sets
      .map((set) => ({ ...set, isOfTopic: record.topic_id !== null && set.topicId === record.topic_id }))
      .toSorted((a, b) => Number(b.isOfTopic) - Number(a.isOfTopic)),
    exposed: exposed.map((row) => ({
      messageId: row.message_id,
      threadId: row.thread_id,
      at: row.at.toISOString(),
      kinds: row.kinds,
      isHideable: !row.is_hidden && (capabilitiesOf[row.channel].actions ?? []).includes('hide'),
    })),
    validHours: look.validHours,
    hasMail: mail !== undefined,
    hasPrivate: ways.some(reachesPrivately),
    language: languageOf(record.language, settings.language),
    allowed,
  }
}

/** We write in two languages: theirs where it is one of them, ours where nobody knows. */
function languageOf(customers: string | null, own: Language): Language {
  if (customers === 'de' || customers === 'en') return customers
  return customers === null ? own : 'en'
}
