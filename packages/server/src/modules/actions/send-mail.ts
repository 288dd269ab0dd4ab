import { queueMailTo, queueMailToCustomer } from '#replies'
import type { Db } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { caseWords, fill } from './case-words.ts'
import { settingsOf } from './catalog-action.ts'
import { emailOf } from './store.ts'
import type { Claimed } from './store-deliveries.ts'

/** Puts the mail of a delivery into the outbox; says why not, or null when it is there. In the caller's transaction. */
export async function sendMail(deps: Deps, tx: Db, delivery: Claimed): Promise<string | null> {
  const settings = settingsOf(delivery.action, 'mail')
  const words = delivery.case_id
    ? (await caseWords(tx, delivery.workspace_id, [delivery.case_id])).get(delivery.case_id)
    : undefined
  if (delivery.case_id && !words) return 'case-gone'
  const subject = words ? fill(settings.subject, words) : { text: settings.subject, empty: [] }
  const text = words ? fill(settings.text, words) : { text: settings.text, empty: [] }
  const mail = {
    workspaceId: delivery.workspace_id,
    presenceId: settings.presenceId,
    subject: subject.text.replace(/\s+/g, ' ').slice(0, 300),
    text: text.text,
    language: words?.language ?? ('de' as const),
  }
  if (delivery.is_test) {
    const own = delivery.by_member ? await emailOf(tx, delivery.by_member) : null
    if (!own) return 'no-address'
    return codeOf([await queueMailTo(deps, tx, { ...mail, to: own })])
  }
  if (settings.to === 'fixed') {
    const ends: ('queued' | 'capped')[] = []
    for (const to of settings.addresses) ends.push(await queueMailTo(deps, tx, { ...mail, to }))
    return codeOf(ends)
  }
  // A hole in a letter to a customer is worse than no letter.
  if (subject.empty.length + text.empty.length > 0) return 'empty-variable'
  if (!delivery.case_id) return 'case-gone'
  return codeOf([await queueMailToCustomer(deps, tx, { ...mail, caseId: delivery.case_id })])
}

function codeOf(ends: readonly ('queued' | 'capped' | 'no-address')[]): string | null {
  return ends.find((end) => end !== 'queued') ?? null
}
