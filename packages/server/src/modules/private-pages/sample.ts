import type { Question } from '@resonanz/contracts'
import { sql } from 'kysely'
import { type Db, one, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import { sealAnswer } from './sealed.ts'
import * as store from './store.ts'
import { insertAnswers } from './store-answers.ts'
import { insertSet } from './store-sets.ts'
import { presenceName, threadName } from './words.ts'

const question = (
  key: string,
  kind: Question['kind'],
  label: Question['label'],
  reason: Question['reason'],
  change: Partial<Question> = {},
): Question => ({ key, kind, label, reason, isRequired: true, isMasked: false, keepDays: 30, choices: [], ...change })

const iban = question(
  'iban',
  'iban',
  { de: 'IBAN', en: 'IBAN' },
  { de: 'Dorthin überweisen wir Ihr Geld.', en: 'We transfer your money there.' },
  { isMasked: true },
)
const ticket = question(
  'ticket',
  'customer-number',
  { de: 'Ticket- oder Kundennummer', en: 'Ticket or customer number' },
  { de: 'Damit finden wir Ihre Fahrt.', en: 'With it we find your ride.' },
)
const receipt = question(
  'receipt',
  'file',
  { de: 'Foto oder PDF des Belegs', en: 'Photo or PDF of the receipt' },
  { de: 'Falls Sie ihn zur Hand haben.', en: 'If you have it at hand.' },
  { isMasked: true, isRequired: false },
)
const address = question(
  'address',
  'address',
  { de: 'Anschrift', en: 'Postal address' },
  { de: 'Dorthin senden wir Ihre Unterlagen.', en: 'We send your papers there.' },
  { isMasked: true },
)
const phone = question(
  'phone',
  'phone',
  { de: 'Telefonnummer', en: 'Phone number' },
  { de: 'Unter der wir Sie zurückrufen.', en: 'On which we call you back.' },
  { isMasked: true },
)

type Given = { workspaceId: string; memberId: string; refundTopicId: string | null }

/** Prepared questions, a public comment with personal data in it, and a case in which half of what was asked is there. */
export async function writeSamplePages(
  tx: Db,
  deps: Pick<Deps, 'newId' | 'seal'>,
  { workspaceId, memberId, refundTopicId }: Given,
): Promise<void> {
  const sets = [
    { name: 'Erstattung', topicId: refundTopicId, questions: [iban, ticket, receipt] },
    { name: 'Unterlagen zusenden', topicId: null, questions: [address] },
    { name: 'Rückruf', topicId: null, questions: [phone] },
  ]
  for (const set of sets) await insertSet(tx, { ...set, id: deps.newId(), workspaceId, by: memberId })
  await exposeComment(tx, workspaceId)
  const found = await one(
    tx,
    sql<{
      id: string
    }>`select c.id from cases c where c.workspace_id = ${workspaceId} and c.merged_into is null and c.category in ('new','open')
      and c.language = 'de' and not exists (select from case_message cm join message m on m.id = cm.message_id join thread t on t.id = m.thread_id where cm.case_id = c.id and t.visibility = 'public')
      order by c.topic_id is not distinct from ${refundTopicId}::uuid desc, c.number limit 1`,
  )
  if (!found) return
  const id = deps.newId()
  const presenceId = await store.presenceOfPages(tx, workspaceId, { id: deps.newId(), name: presenceName.de })
  await store.insertPage(tx, {
    id,
    workspace_id: workspaceId,
    thread_id: deps.newId(),
    presence_id: presenceId,
    case_id: found.id,
    kind: 'questions',
    code: 'MUST-ER22',
    language: 'de',
    words: 'Für die Erstattung brauchen wir noch diese Angaben.',
    questions: [iban, ticket, receipt],
    way: 'hand',
    asked_by: memberId,
    clientKey: deps.newId(),
    validHours: 168,
    subject: threadName.questions.de,
  })
  await store.bindBrowser(tx, id, deps.seal.mac('private-page-browser', `${id} sample`))
  const sealed = sealAnswer(deps, { value: 'DE89 3704 0044 0532 0130 00' })
  await insertAnswers(tx, { workspace_id: workspaceId, id }, [
    { id: deps.newId(), key: 'iban', kind: 'iban', isMasked: true, sealed, ending: '00', keepDays: 30 },
  ])
  const about = { workspaceId, subject: { kind: 'case', id: found.id } as const }
  const customer = { kind: 'customer', id: null } as const
  await append(tx, [
    {
      ...about,
      actor: { kind: 'person', id: memberId },
      kind: 'private-page.asked',
      data: {
        pageId: id,
        threadId: (await store.pageById(tx, id))!.thread_id,
        questions: 3,
        way: 'hand',
      },
    },
    { ...about, actor: customer, kind: 'private-page.opened', data: { pageId: id } },
    {
      ...about,
      actor: customer,
      kind: 'private-page.answered',
      data: { pageId: id, answers: 1, missing: 2, hasWords: false },
    },
  ])
}

/** Customers do that: a number where everybody reads it. The reading that follows finds it. */
async function exposeComment(tx: Db, workspaceId: string): Promise<void> {
  await run(
    tx,
    sql`update message set text = text || ' Ruft mich an: 0170 5550142, meine IBAN ist DE89 3704 0044 0532 0130 00.'
      where id = (select m.id from cases c join case_message cm on cm.case_id = c.id join message m on m.id = cm.message_id join thread t on t.id = m.thread_id
        where c.workspace_id = ${workspaceId} and t.visibility = 'public' and m.direction = 'in' and c.category in ('new','open') and c.merged_into is null
        order by c.number, m.id limit 1)`,
  )
}
