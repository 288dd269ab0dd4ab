import { randomBytes } from 'node:crypto'
import type { Outgoing, SendOutcome } from '@resonanz/channels'
import { mintMessageId } from '@resonanz/channels'
import type { ChannelKind } from '@resonanz/contracts'
import { sql } from 'kysely'
import { storeItems } from '#intake'
import { inTransaction, one, run } from '#platform/db/database'
import type { Deps } from '#platform/deps'
import { append } from '#platform/journal'
import type { Sender } from '#replies'
import { settingsOf } from '#settings'
import { wordsOf } from './self-test.ts'
import { type Visiting, visitChat } from './visit-chat.ts'

export type TestingDeps = Deps & Visiting & { sender: Sender }

/** What arrives later is an ordinary message again. */
const countsHours = 24

type Due = {
  run_id: string
  id: string
  workspace_id: string
  presence_id: string
  kind: ChannelKind
  name: string
  address: string | null
  public_key: string | null
  as_case: boolean
  from_presence_id: string | null
  from_address: string | null
  from_page: string | null
}

/** Sends one test item that is due; says whether there may be more. An attempt is never repeated: the next one comes by its schedule. */
export async function sendDueTest(deps: TestingDeps): Promise<boolean> {
  const token = `selbsttest-${randomBytes(16).toString('hex')}`
  const due = await begin(deps, token)
  if (!due) return false
  const outcome = await attempt(deps, due, token).catch((error: { name?: string; code?: string }): SendOutcome => {
    deps.log.warn({ err: error, selfTest: due.id }, 'a self-test could not be sent')
    return {
      state: 'failed',
      code: error.name === 'ConnectorError' ? (error.code ?? 'unknown') : 'unexpected',
      detail: '',
    }
  })
  await settle(deps, due, outcome)
  return true
}

/** On record before anything leaves, with the next moment: a crash costs one item and never sends two. */
async function begin(deps: TestingDeps, token: string): Promise<Due | undefined> {
  return inTransaction(deps.db.system, async (tx) => {
    const due = await one(
      tx,
      sql<Due>`with next as (select t.id from self_test t join presence p on p.id = t.presence_id
          where t.enabled and not t.by_hand and t.removed_at is null and t.next_at <= now() and p.archived_at is null and not p.paused
          order by t.next_at limit 1 for update of t skip locked)
        update self_test t set next_at = now() + make_interval(mins => t.every_minutes) from next, presence p
        where t.id = next.id and p.id = t.presence_id
        returning ${deps.newId()}::uuid as run_id, t.id, t.workspace_id, t.presence_id, p.kind, p.name, p.address, p.public_key, t.as_case, t.from_presence_id,
          (select f.address from presence f where f.id = t.from_presence_id) as from_address,
          (select f.settings->>'pageId' from presence f where f.id = t.from_presence_id) as from_page`,
    )
    if (!due) return undefined
    await run(
      tx,
      sql`insert into self_test_run (workspace_id, id, self_test_id, presence_id, token, as_case, source_key, from_keys, expires_at)
        values (${due.workspace_id}, ${due.run_id}, ${due.id}, ${due.presence_id}, ${token}, ${due.as_case}, ${sourceKeyOf(due, token)}, ${fromKeys(due)}::text[], now() + make_interval(hours => ${countsHours}))`,
    )
    await append(tx, [
      { ...about(due), kind: 'self-test.started', data: { runId: due.run_id, presenceId: due.presence_id } },
    ])
    return due
  })
}

/** Under which key it comes where we put it in ourselves; null where an account of ours writes from outside. */
function sourceKeyOf(due: Due, token: string): string | null {
  if (due.from_presence_id) return null
  return due.kind === 'chat' ? due.run_id : token
}

/** Who may have written it: words that others copied from a public post do not count. */
function fromKeys({ from_address, from_page }: Due): string[] {
  return [from_address, from_page].flatMap((key) => (key ? [key.toLowerCase().replace(/^@/, '')] : []))
}

async function attempt(deps: TestingDeps, due: Due, token: string): Promise<SendOutcome> {
  const { language } = await settingsOf(deps, due.workspace_id)
  const { subject, text } = wordsOf(token, language)
  if (due.kind === 'chat') return visitChat(deps, { key: due.public_key ?? '', runId: due.run_id, text, language })
  if (due.kind === 'form' || due.kind === 'inlet' || due.kind === 'private-page') {
    await putIn(deps, due, { subject, text, language, token })
    return { state: 'handed_over', providerId: null }
  }
  if (!due.from_presence_id) return { state: 'failed', code: 'sender-gone', detail: '' }
  const isMail = due.kind === 'email'
  return deps.sender.send(due.from_presence_id, {
    clientToken: isMail
      ? mintMessageId({
          threadId: due.run_id,
          messageId: due.run_id,
          domain: due.from_address?.split('@')[1] ?? 'resonanz.invalid',
          key: deps.seal.mac('message-id', 'key'),
        })
      : due.run_id,
    to: isMail ? [{ name: '', address: due.address ?? '' }] : [],
    cc: [],
    subject: isMail ? subject : '',
    text: isMail ? text : `${due.address ?? ''} ${text}`,
    html: null,
    inReplyTo: null,
    references: [],
    senderName: null,
    replyToken: null,
    automatic: false,
    language,
    attachments: [],
    target: isMail ? null : { kind: 'post' },
  } satisfies Outgoing)
}

/** The item as the form page or a tool would have left it, into the very intake of every item. */
async function putIn(
  deps: TestingDeps,
  due: Due,
  { subject, text, language, token }: { subject: string; text: string; language: 'de' | 'en'; token: string },
): Promise<void> {
  const item =
    due.kind === 'form'
      ? { clientId: token, question: text, name: '', language }
      : due.kind === 'private-page'
        ? { id: token, pageId: token, text, language }
        : { id: token, author: { name: 'Selbsttest' }, subject, text, language, directed: true }
  await inTransaction(deps.db.system, (tx) =>
    storeItems(
      tx,
      { id: due.presence_id, workspaceId: due.workspace_id },
      [{ sourceKey: token, contentType: 'application/json', source: {}, raw: Buffer.from(JSON.stringify(item)) }],
      due.kind === 'inlet' ? { signature: 'valid' } : {},
    ),
  )
}

async function settle(deps: TestingDeps, due: Due, outcome: SendOutcome): Promise<void> {
  // Nobody knows whether it left: whether it comes will show.
  const failed = outcome.state === 'failed' || outcome.state === 'retry'
  const code = failed ? outcome.code : null
  const providerId = outcome.state === 'handed_over' ? outcome.providerId : null
  await inTransaction(deps.db.system, async (tx) => {
    const changed = await run(
      tx,
      sql`update self_test_run set state = ${failed ? 'failed' : 'sent'}, error_code = ${code}, provider_id = ${providerId}, sent_at = case when ${failed} then null else now() end where id = ${due.run_id} and state = 'sending'`,
    )
    if (!failed || changed === 0) return
    await append(tx, [
      {
        ...about(due),
        kind: 'self-test.failed',
        data: { runId: due.run_id, presenceId: due.presence_id, code: code!.slice(0, 60) },
      },
    ])
  })
}

function about(due: Due) {
  return {
    workspaceId: due.workspace_id,
    subject: { kind: 'self-test', id: due.id } as const,
    actor: { kind: 'job', id: null } as const,
  }
}
