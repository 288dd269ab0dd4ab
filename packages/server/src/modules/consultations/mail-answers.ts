import { sql } from 'kysely'
import { type Db, rows } from '#platform/db/database'
import { newId } from '#platform/ids'
import { markTold } from './store-due.ts'
import { takeAnswer } from './take-answer.ts'

export type RequestKnown = {
  requestId: string
  consultationId: string
  caseId: string
  name: string
  email: string | null
}

/** Those of the checked ids of reply addresses and Message-IDs that name a question of this workspace, by id. */
export async function requestsOf(
  tx: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, RequestKnown>> {
  if (ids.length === 0) return new Map()
  const found = await rows(
    tx,
    sql<RequestKnown>`
      select r.id as "requestId", r.consultation_id as "consultationId", c.case_id as "caseId", r.name, r.email
      from consultation_request r join consultation c on c.id = r.consultation_id where r.workspace_id = ${workspaceId} and r.id = any(${[...ids]}::uuid[])`,
  )
  return new Map(found.map((row) => [row.requestId, row]))
}

export type MailAnswer = {
  request: RequestKnown
  nature: string
  text: string
  from: { address: string | null; name: string | null }
  attachments: readonly unknown[]
  externalId: string
  inletItemId: string
}

const textMost = 20_000

/**
 * Words that came by mail on questions; never a message of a customer. One after the other: each locks its case and its
 * question, and there are as many as experts who answered within this batch. Answers the items whose mail was known.
 */
export async function takeMailAnswers(
  tx: Db,
  workspaceId: string,
  answers: readonly MailAnswer[],
): Promise<ReadonlySet<string>> {
  const knownAlready = new Set<string>()
  for (const { request, nature, text, from, attachments, externalId, inletItemId } of answers) {
    const address = from.address?.toLowerCase() ?? null
    const isOtherSender = address !== null && request.email !== null && address !== request.email.toLowerCase()
    const kind = nature === 'bounce' || nature === 'autoreply' ? nature : 'answer'
    if (kind === 'bounce') await markTold(tx, request.requestId)
    const isNew = await takeAnswer(
      tx,
      { newId },
      {
        workspaceId,
        consultationId: request.consultationId,
        requestId: request.requestId,
        way: 'mail',
        nature: kind,
        text: text.trim().slice(0, textMost) || '–',
        author: isOtherSender ? `${from.name ?? address} <${address}>` : request.name,
        memberId: null,
        isOtherSender: isOtherSender && kind === 'answer',
        attachments,
        inletItemId,
        sourceKey: `mail:${externalId}`.slice(0, 500),
        actor: { kind: 'connector', id: null },
      },
    )
    if (!isNew) knownAlready.add(inletItemId)
  }
  return knownAlready
}
