import type { ChannelKind, Finding, Language, Override } from '@resonanz/contracts'
import type { Db } from '#platform/db/database'
import type { Actor } from '#platform/deps'
import { answeredFor, type Overridden } from './check-sending.ts'
import { findingsOf } from './engine.ts'
import { rulesOf } from './rules.ts'

/** What an answer owes to whoever wrote; a post speaks to everybody and may name the hotline. */
const onlyForAnswers = new Set([
  'no-go.email',
  'no-go.phone',
  'no-go.form',
  'no-go.forwarded',
  'empty-holding',
  'no-next-step',
  'no-greeting',
  'no-closing',
])

export type PostWords = { text: string; channel: ChannelKind; language: Language }

/** What the guideline says about a post of ours on one channel. Stores nothing. */
export async function postFindings(
  db: Db,
  workspaceId: string,
  { text, channel, language }: PostWords,
): Promise<{ version: number; findings: Finding[] }> {
  const { version, rules } = await rulesOf(db, workspaceId)
  const findings = await findingsOf(
    text,
    rules.filter(({ id }) => !onlyForAnswers.has(id)),
    { channel, audience: 'public', language, hasNextUpdate: true, isSolved: true, isPraise: false },
  )
  return { version, findings }
}

/** The look before a post is planned; refuses like the sending of an answer does. */
export async function checkPost(
  tx: Db,
  actor: Actor,
  words: PostWords,
  overrides: readonly Override[],
): Promise<Overridden[]> {
  const { version, findings } = await postFindings(tx, actor.workspaceId, words)
  return answeredFor(actor, findings, version, [...overrides])
}
