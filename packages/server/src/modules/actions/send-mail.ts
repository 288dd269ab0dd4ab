import { sql } from 'kysely'
import { checkWords } from '#guideline'
import { append } from '#platform/journal'
import { queueMailTo, queueMailToCustomer } from '#replies'
import { type Db, one } from '#platform/db/database'
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
    // What went to one of them must not go there again because another had enough.
    return ends.includes('queued') ? null : codeOf(ends)
  }
  // A hole in a letter to a customer is worse than no letter.
  if (subject.empty.length + text.empty.length > 0) return 'empty-variable'
  if (!delivery.case_id) return 'case-gone'
  const stops = await stopsIn(tx, mail)
  if (stops.length > 0) {
    await tellStopped(tx, delivery, stops)
    return 'guideline-stop'
  }
  const seenMessageId = delivery.options.seen ?? null
  return codeOf([await queueMailToCustomer(deps, tx, { ...mail, caseId: delivery.case_id, seenMessageId })])
}

function codeOf(ends: readonly ('queued' | 'capped' | 'no-address' | 'newer-message')[]): string | null {
  return ends.find((end) => end !== 'queued') ?? null
}

type Mail = { workspaceId: string; subject: string; text: string; language: 'de' | 'en' }
/** Rules of the guideline that forbid these words. What is only a warning was the author's to weigh. */
async function stopsIn(tx: Db, { workspaceId, subject, text, language }: Mail): Promise<string[]> {
  const place = { channel: 'email', audience: 'private' } as const
  const found = await checkWords(
    tx,
    workspaceId,
    [
      { ...place, text },
      { ...place, text: subject },
    ],
    language,
  )
  return [...new Set(found.flat().flatMap(({ rule, level }) => (level === 'stop' ? [rule] : [])))]
}

/** Whoever answers for the rule, or started the macro, learns why their mail did not leave. */
async function tellStopped(tx: Db, delivery: Claimed, rules: readonly string[]): Promise<void> {
  if (!delivery.case_id || !delivery.workflow_id || !delivery.run_id) return
  const rule = await one(
    tx,
    sql<{
      name: string
      owner_id: string
    }>`select name, owner_id from workflow where id = ${delivery.workflow_id} and workspace_id = ${delivery.workspace_id}`,
  )
  if (!rule) return
  await append(tx, [
    {
      workspaceId: delivery.workspace_id,
      subject: { kind: 'case', id: delivery.case_id },
      actor: { kind: 'rule', id: delivery.workflow_id },
      cause: { kind: 'workflow', id: delivery.run_id },
      kind: 'workflow.blocked',
      data: {
        workflowId: delivery.workflow_id,
        runId: delivery.run_id,
        name: rule.name.slice(0, 120),
        what: 'mail',
        rules: rules.slice(0, 20),
        to: delivery.by_member ?? rule.owner_id,
      },
    },
  ])
}
