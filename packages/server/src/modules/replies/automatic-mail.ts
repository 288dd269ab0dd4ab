import { mintMessageId, mintReplyToken } from '@resonanz/channels'
import type { Language } from '@resonanz/contracts'
import { sql } from 'kysely'
import type { Deps } from '#platform/deps'
import { type Db, one } from '#platform/db/database'
import { insertOutbox } from './store.ts'

export type AutomaticMail = {
  workspaceId: string
  presenceId: string
  to: string
  subject: string
  /** Our own words only: never anything that a stranger wrote. */
  text: string
  language: Language
  what:
    | 'acknowledgement'
    | 'verification'
    | 'invitation'
    | 'approval'
    | 'consultation'
    | 'holding'
    | 'private-page'
    | 'morning'
    | 'rule'
    | 'chat'
    | 'rule-fixed'
  /** What an answer by mail belongs to: goes into the reply address and the Message-ID instead of a thread. */
  answersTo?: string
  /** Of us who asks: shown as the sender's name. */
  senderName?: string
  /** A colleague wrote it to this one address: an absence note may come back. */
  isFromPerson?: boolean
  /** Given by those who keep the sending in mind. */
  outboxId?: string
  caseId?: string | null
  threadId?: string | null
  inReplyTo?: string | null
}

const perAddressAndDay: Record<AutomaticMail['what'], number> = {
  acknowledgement: 4,
  verification: 1,
  invitation: 5,
  consultation: 100,
  holding: 3,
  'private-page': 20,
  morning: 3,
  approval: 50,
  rule: 6,
  chat: 6,
  'rule-fixed': 500,
}
/** What goes to colleagues and experts: a flood of strangers neither uses up their mails nor the other way round. */
const amongUs: readonly string[] = ['invitation', 'approval', 'consultation', 'morning']
const wholeInstallationPerHour = 2_000

/**
 * The one door for mail that no person wrote: loop guard with caps per address and two breakers for the whole
 * installation, one for mail to strangers and one for mail among us.
 * Answers 'capped' without a word when the address had enough. `tx` is a system transaction: counting and queueing are
 * one, one address after the other, so that the caps hold under any haste.
 */
export async function queueAutomaticMail(deps: Deps, tx: Db, mail: AutomaticMail): Promise<'queued' | 'capped'> {
  const hash = deps.seal.mac('automatic-mail', mail.to.trim().toLowerCase())
  await sql`select pg_advisory_xact_lock(hashtextextended(${hash.toString('hex')}, 0))`.execute(tx)
  const counts = await one(
    tx,
    sql<{
      own: number
      all: number
    }>`select count(*) filter (where address_hash = ${hash} and at > now() - interval '24 hours' and what = ${mail.what})::int as own,
      count(*) filter (where at > now() - interval '1 hour' and (what = any(${[...amongUs]}::text[])) = ${amongUs.includes(mail.what)})::int as all from automatic_mail where at > now() - interval '24 hours'`,
  )
  const ours = await one(
    tx,
    sql<{
      one: number
    }>`select 1 as one from presence where kind = 'email' and lower(address) = ${mail.to.trim().toLowerCase()} limit 1`,
  )
  if (ours || counts!.own >= perAddressAndDay[mail.what] || counts!.all >= wholeInstallationPerHour) return 'capped'
  const sender = await one(
    tx,
    sql<{
      address: string | null
    }>`select address from presence where id = ${mail.presenceId} and workspace_id = ${mail.workspaceId} and archived_at is null`,
  )
  if (!sender?.address) return 'capped'
  await sql`insert into automatic_mail (address_hash, what) values (${hash}, ${mail.what})`.execute(tx)
  const id = mail.outboxId ?? deps.newId()
  const clientToken = mintMessageId({
    threadId: mail.answersTo ?? mail.threadId ?? id,
    messageId: id,
    domain: sender.address.split('@')[1]!,
    key: deps.seal.mac('message-id', 'key'),
  })
  await insertOutbox(tx, {
    workspaceId: mail.workspaceId,
    id,
    caseId: mail.caseId ?? null,
    threadId: mail.threadId ?? null,
    presenceId: mail.presenceId,
    messageId: null,
    purpose: mail.what,
    clientToken,
    undoSeconds: 0,
    memberId: null,
    payload: {
      outgoing: {
        clientToken,
        to: [{ name: '', address: mail.to }],
        cc: [],
        subject: mail.subject,
        text: mail.text,
        html: null,
        inReplyTo: mail.inReplyTo ?? null,
        references: mail.inReplyTo ? [mail.inReplyTo] : [],
        senderName: mail.senderName ?? null,
        replyToken: mail.answersTo
          ? mintReplyToken({ threadId: mail.answersTo, recipient: mail.to, key: deps.seal.mac('reply-token', 'key') })
          : null,
        automatic: !mail.isFromPerson,
        language: mail.language,
        target: null,
      },
    },
  })
  return 'queued'
}
