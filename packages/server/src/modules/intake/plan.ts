import { newId } from '#platform/ids'
import type { RequestKnown } from '#consultations'
import type { TakenIdentity } from '#customers'
import { identityKey } from '#customers'
import type { Claimed } from './claim.ts'
import type { ParsedEvent } from './parse-worker.ts'

export type ParsedItem = { item: Claimed; events: ParsedEvent[] }
export type MessageEvent = Extract<ParsedEvent, { type: 'message' }>
export type ChangeEvent = Exclude<ParsedEvent, { type: 'message' | 'filtered' }>

/** What the database knows about the conversations this batch speaks of. */
export type Known = {
  /** `presence|external id` → message. */
  messages: Map<string, { id: string; threadId: string; contentHash: string | null; caseId: string | null }>
  /** `presence|thread key|instant` → our answers up to then. */
  answered: Map<string, string[]>
  /** `realm|external id` that is referred to (see `realmOf`). */
  references: Map<string, { threadId: string; caseId: string | null; visibility: string }>
  /** `presence|thread key` → thread. */
  threads: Map<string, KnownThread>
  /** Checked reply tokens → thread. */
  tokens: Map<string, KnownThread>
  /** Checked reply tokens → who was asked something: words of an expert, not of a customer. */
  asked: Map<string, RequestKnown>
  /** `identity|subject key` → thread of an open conversation of that person. */
  subjects: Map<string, KnownThread>
  identities: Map<string, TakenIdentity>
}
export type KnownThread = { threadId: string; caseId: string | null }

export type PlannedThread = {
  id: string
  presenceId: string
  channel: string
  key: string
  subject: string | null
  subjectKey: string | null
  visibility: string
  permalink: string | null
  identityId: string | null
  caseId: string | null
  wishedAnswer: string | null
}
export type PlannedMessage = {
  id: string
  threadId: string
  caseId: string | null
  item: Claimed
  event: MessageEvent
  externalId: string
  flags: string[]
  identity: TakenIdentity | null
  at: Date
}
export type PlannedCase = { id: string; threadId: string; messages: PlannedMessage[] }
export type PlannedOutcome = {
  itemId: string
  outcome: 'message' | 'known' | 'mention' | 'filtered' | 'parked' | 'change' | 'answer'
  code: string | null
  messageId: string | null
  caseId: string | null
}

export type Plan = {
  threads: PlannedThread[]
  messages: PlannedMessage[]
  newCases: PlannedCase[]
  /** Conversations that were nobody's concern until somebody turned to us in them. */
  threadsTaken: { threadId: string; caseId: string }[]
  /** What we wrote in the network's own app. */
  ownWords: PlannedMessage[]
  /** Words on cases that exist. */
  toCases: Map<string, PlannedMessage[]>
  mentions: PlannedMessage[]
  changes: { messageId: string; event: ChangeEvent }[]
  bounces: { event: MessageEvent; caseId: string | null }[]
  /** What experts answered to questions of ours. */
  answers: { item: Claimed; event: MessageEvent; request: RequestKnown }[]
  outcomes: PlannedOutcome[]
}

const hourMs = 3_600_000
/** How long news of a message waits for the message. Signs and receipts also come for what others sent. */
const waitsMs: Record<ChangeEvent['type'], number> = {
  edit: 24 * hourMs,
  delete: 24 * hourMs,
  hide: 24 * hourMs,
  status: hourMs / 6,
  reaction: hourMs / 6,
}

const replySubject = /^\s*(?:re|aw|antw|antwort|sv|vs|wg|fwd?|tr|odp|rif|res)\s*(?:\[\d+\])?\s*[:：]/i

/** Where an id of a message means one message: mail is one world, every other place numbers its own from 1. */
export function realmOf({ kind, presence_id }: { kind: string; presence_id: string }): string {
  return kind === 'email' || kind === 'form' ? 'mail' : presence_id
}

/**
 * Decides for a whole batch of one workspace, without touching the database, where every word belongs: known already,
 * which conversation, which case, or a mention, or left out with a reason. Items are taken in their order, so a reply
 * finds the mail before it in the same batch.
 */
export function planBatch(items: readonly ParsedItem[], known: Known): Plan {
  const plan: Plan = {
    threads: [],
    messages: [],
    newCases: [],
    threadsTaken: [],
    ownWords: [],
    toCases: new Map(),
    mentions: [],
    changes: [],
    bounces: [],
    answers: [],
    outcomes: [],
  }
  const openedBy = new Map<string, PlannedCase>()
  for (const { item, events } of items) {
    const outcomes = events.map((event) =>
      event.type === 'message'
        ? planMessage(item, event)
        : event.type === 'filtered'
          ? left(item, event.code)
          : planChange(item, event),
    )
    plan.outcomes.push(strongest(item, outcomes))
  }
  return plan

  function planMessage(item: Claimed, event: MessageEvent): PlannedOutcome {
    const request = requestOf(event, known)
    if (request) {
      plan.answers.push({ item, event, request })
      if (event.nature === 'bounce') plan.bounces.push({ event, caseId: null })
      return { itemId: item.id, outcome: 'answer', code: null, messageId: null, caseId: request.caseId }
    }
    let externalId = event.externalId
    const flags = [...event.flags]
    const twin = known.messages.get(`${item.presence_id}|${externalId}`)
    if (twin) {
      if (!event.contentHash || !twin.contentHash || twin.contentHash === event.contentHash)
        return { itemId: item.id, outcome: 'known', code: null, messageId: twin.id, caseId: twin.caseId }
      // Another mail that reuses a Message-ID is kept, flagged, under an id of its own.
      externalId = `${externalId}#${event.contentHash.slice(0, 24)}`
      const again = known.messages.get(`${item.presence_id}|${externalId}`)
      if (again) return { itemId: item.id, outcome: 'known', code: null, messageId: again.id, caseId: again.caseId }
      flags.push('id-reused')
    }
    const identity = event.author ? (known.identities.get(identityKey(event.author)) ?? null) : null
    const thread = findThread(item, event, identity)
    if (event.nature !== 'message' && !thread?.caseId) return left(item, event.nature)
    const placed = placeIn(thread ?? newThread(item, event, identity), event)
    const message: PlannedMessage = {
      id: event.messageId ?? newId(),
      threadId: placed.threadId,
      caseId: placed.caseId,
      item,
      event,
      externalId,
      flags,
      identity,
      at: momentOf(item, event),
    }
    plan.messages.push(message)
    known.messages.set(`${item.presence_id}|${externalId}`, {
      id: message.id,
      threadId: placed.threadId,
      contentHash: event.contentHash,
      caseId: placed.caseId,
    })
    known.references.set(`${realmOf(item)}|${event.externalId}`, { ...placed, visibility: event.visibility })
    if (event.nature === 'bounce') plan.bounces.push({ event, caseId: placed.caseId })
    if (event.own) return ownWord(item, message)
    if (!placed.caseId) {
      plan.mentions.push(message)
      return { itemId: item.id, outcome: 'mention', code: null, messageId: message.id, caseId: null }
    }
    const opened = openedBy.get(placed.caseId)
    if (opened) opened.messages.push(message)
    else plan.toCases.set(placed.caseId, [...(plan.toCases.get(placed.caseId) ?? []), message])
    return { itemId: item.id, outcome: 'message', code: null, messageId: message.id, caseId: placed.caseId }
  }

  /** Whoever turns to us in a conversation that we only watched has a concern. */
  function placeIn(thread: KnownThread, event: MessageEvent): KnownThread {
    if (thread.caseId || event.own || !event.directed) return thread
    const taken = { threadId: thread.threadId, caseId: newId() }
    plan.threadsTaken.push(taken)
    openCase(taken)
    return Object.assign(thread, taken)
  }

  function openCase({ caseId, threadId }: { caseId: string; threadId: string }): void {
    const opened: PlannedCase = { id: caseId, threadId, messages: [] }
    plan.newCases.push(opened)
    openedBy.set(caseId, opened)
  }

  /** Answers given in the network's own app count like ours; a post of our own is kept for those who comment on it. */
  function ownWord(item: Claimed, message: PlannedMessage): PlannedOutcome {
    plan.ownWords.push(message)
    const { id: messageId, caseId } = message
    return caseId
      ? { itemId: item.id, outcome: 'message', code: null, messageId, caseId }
      : { itemId: item.id, outcome: 'filtered', code: 'own-post', messageId, caseId: null }
  }

  function findThread(item: Claimed, event: MessageEvent, identity: TakenIdentity | null): KnownThread | null {
    for (const token of event.threadHints.replyTokens) {
      const thread = known.tokens.get(token)
      if (thread) return thread
    }
    const byKey = known.threads.get(`${item.presence_id}|${event.threadKey}`)
    if (byKey) return byKey
    for (const reference of event.threadHints.references) {
      const thread = known.references.get(`${realmOf(item)}|${reference}`)
      // A private word about a public one is of the same concern, in a conversation of its own: its answer is private too.
      if (thread?.caseId && realmOf(item) !== 'mail' && thread.visibility !== event.visibility)
        return newThread(item, event, identity, thread.caseId)
      if (thread?.caseId) return thread
    }
    if (identity && event.threadHints.subjectKey && replySubject.test(event.subject ?? ''))
      return known.subjects.get(`${identity.identityId}|${event.threadHints.subjectKey}`) ?? null
    return null
  }

  /** `ofCase`: the concern it belongs to already. */
  function newThread(
    item: Claimed,
    event: MessageEvent,
    identity: TakenIdentity | null,
    ofCase: string | null = null,
  ): KnownThread {
    const thread: PlannedThread = {
      id: newId(),
      presenceId: item.presence_id,
      channel: item.kind,
      key: event.threadKey,
      subject: event.subject,
      subjectKey: event.threadHints.subjectKey,
      visibility: event.visibility,
      permalink: event.permalink,
      identityId: identity?.identityId ?? null,
      caseId: ofCase ?? (event.directed && !event.own ? newId() : null),
      wishedAnswer: event.wishedAnswer ?? null,
    }
    plan.threads.push(thread)
    if (thread.caseId && !ofCase) openCase({ caseId: thread.caseId, threadId: thread.id })
    const placed = { threadId: thread.id, caseId: thread.caseId }
    known.threads.set(`${item.presence_id}|${event.threadKey}`, placed)
    return placed
  }

  function planChange(item: Claimed, event: ChangeEvent): PlannedOutcome {
    if (event.type === 'status' && event.through) {
      const ids = known.answered.get(`${item.presence_id}|${event.externalId}|${event.through}`) ?? []
      plan.changes.push(...ids.map((messageId) => ({ messageId, event })))
      return ids.length === 0
        ? left(item, 'receipt-of-nothing')
        : { itemId: item.id, outcome: 'change', code: null, messageId: ids[0]!, caseId: null }
    }
    const target = known.messages.get(`${item.presence_id}|${event.externalId}`)
    // The network may tell of an edit before the message itself: it waits for its parent, but not for ever.
    if (!target && Date.now() - item.received_at.getTime() > waitsMs[event.type]) return left(item, 'parent-unknown')
    if (!target) return { itemId: item.id, outcome: 'parked', code: 'no-parent', messageId: null, caseId: null }
    plan.changes.push({ messageId: target.id, event })
    return { itemId: item.id, outcome: 'change', code: null, messageId: target.id, caseId: target.caseId }
  }
}

/** The question of ours that a mail answers, if any. */
export function requestOf(event: MessageEvent, known: Pick<Known, 'asked'>): RequestKnown | null {
  if (known.asked.size === 0) return null
  for (const token of event.threadHints.replyTokens) {
    const request = known.asked.get(token)
    if (request) return request
  }
  return null
}

function left(item: Claimed, code: string): PlannedOutcome {
  return { itemId: item.id, outcome: 'filtered', code, messageId: null, caseId: null }
}

const strength: Record<PlannedOutcome['outcome'], number> = {
  parked: 6,
  message: 5,
  answer: 5,
  mention: 4,
  change: 3,
  known: 2,
  filtered: 1,
}
/** An item may hold several events; it counts once, in the place where a person will find it. */
function strongest(item: Claimed, outcomes: PlannedOutcome[]): PlannedOutcome {
  return outcomes.reduce(
    (best, next) => (strength[next.outcome] > strength[best.outcome] ? next : best),
    outcomes[0] ?? left(item, 'empty'),
  )
}

/** The network's time where it is believable (not after we received it, not before 1990), else the time of receipt. */
export function momentOf(item: Claimed, event: Pick<MessageEvent, 'occurredAt'>): Date {
  const said = event.occurredAt ? new Date(event.occurredAt) : null
  if (!said || Number.isNaN(said.getTime())) return item.received_at
  return said > item.received_at || said.getFullYear() < 1990 ? item.received_at : said
}
