import { newId } from '#platform/ids'
import type { Db } from '#platform/db/database'
import { joinPostEchoes } from '#publishing'
import {
  type Copy,
  copiesAmong,
  type Echo,
  type EchoAside,
  joinEchoes,
  joinEchoesAside,
  joinMarkedEchoes,
  type MarkedEcho,
} from '#replies'
import type { ParsedEvent } from './parse-worker.ts'
import { type MessageEvent, momentOf, type ParsedItem, type Plan } from './plan.ts'

/**
 * What the network tells of sendings of ours by their token, and of private answers to public words, settles those nobody
 * knew about. Before anything is planned: what stands here then is known, and its conversation is the case's.
 */
export async function settleEchoes(
  tx: Db,
  workspaceId: string,
  items: readonly ParsedItem[],
): Promise<readonly ParsedItem[]> {
  const marked: (MarkedEcho & { event: ParsedEvent })[] = []
  const aside: EchoAside[] = []
  for (const { item, events } of items) {
    const told = (event: MessageEvent) => ({
      presenceId: item.presence_id,
      threadKey: event.threadKey,
      externalId: event.externalId,
      text: event.text,
      at: momentOf(item, event),
    })
    for (const event of events) {
      if (event.type === 'filtered' && event.echo)
        marked.push({ ...told(event.echo.message), clientToken: event.echo.clientToken, event })
      if (event.type === 'message' && event.own && event.visibility === 'private')
        aside.push({ ...told(event), addressee: event.addressee ?? null, subject: event.subject })
    }
  }
  const copies = new Set((await joinMarkedEchoes(tx, workspaceId, marked)).map(({ event }) => event))
  await joinEchoesAside(tx, workspaceId, aside)
  if (copies.size === 0) return items
  // What was sent twice stands there twice: it is shown.
  const shown = (event: ParsedEvent) =>
    event.type === 'filtered' && event.echo && copies.has(event) ? event.echo.message : event
  return items.map(({ item, events }) => ({ item, events: events.map(shown) }))
}

/**
 * Words told as ours that are those of an unclear sending: they are that sending, and no second answer. Before messages are
 * written; what the plan says of them (changes, outcomes) then means the message we know.
 */
export async function takeEchoes(tx: Db, workspaceId: string, plan: Plan): Promise<Copy[]> {
  if (plan.ownWords.length === 0) return []
  const echoes = plan.ownWords.map(({ id, threadId, externalId, event, at }) => ({
    id,
    threadId,
    externalId,
    text: event.text,
    at,
  }))
  const joined = await joinEchoes(tx, workspaceId, echoes)
  if (joined.size > 0) leaveOut(plan, joined)
  return takeCopies(
    tx,
    workspaceId,
    plan,
    echoes.filter(({ id }) => !joined.has(id)),
  )
}

function leaveOut(plan: Plan, joined: Map<string, string>): void {
  plan.messages = plan.messages.filter(({ id }) => !joined.has(id))
  plan.ownWords = plan.ownWords.filter(({ id }) => !joined.has(id))
  plan.changes = plan.changes.map((change) => ({
    ...change,
    messageId: joined.get(change.messageId) ?? change.messageId,
  }))
  plan.outcomes = plan.outcomes.map((outcome) => {
    const messageId = outcome.messageId && joined.get(outcome.messageId)
    if (!messageId) return outcome
    return outcome.outcome === 'change'
      ? { ...outcome, messageId }
      : { ...outcome, outcome: 'known', code: null, messageId }
  })
}

/** The other attempt of what was sent twice is no word in the network's app: it is ours, in the case of the first. */
async function takeCopies(tx: Db, workspaceId: string, plan: Plan, echoes: readonly Echo[]): Promise<Copy[]> {
  const found = await copiesAmong(tx, workspaceId, echoes)
  if (found.length === 0) return []
  const copies = new Map(found.map(({ sending, echo }) => [echo.id, sending]))
  for (const message of plan.messages) message.caseId ??= copies.get(message.id)?.case_id ?? null
  plan.ownWords = plan.ownWords.filter(({ id }) => !copies.has(id))
  return [...copies].map(([copyId, sending]) => ({ sending, copyId, isNew: true }))
}

/** Posts of our own that the network tells of: an unclear planned one with the same words was sent. Behind the writing. */
export async function takePostEchoes(tx: Db, workspaceId: string, { threads, ownWords }: Plan): Promise<void> {
  const opened = new Set(threads.map(({ id }) => id))
  const posts = ownWords.filter(
    ({ threadId, caseId, event }) => !caseId && event.visibility === 'public' && opened.has(threadId),
  )
  if (posts.length === 0) return
  await joinPostEchoes(
    tx,
    { newId },
    workspaceId,
    posts.map(({ item, externalId, event, at }) => ({
      presenceId: item.presence_id,
      externalId,
      text: event.text,
      at,
    })),
  )
}
