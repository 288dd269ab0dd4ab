import type { ClockKind } from '@resonanz/contracts'
import type { JournalRow } from '#platform/journal'
import type { Aim } from '#targets'
import { type Clock, close, dueAtMoment, pause, reopen, resume, startClock } from './clock.ts'
import type { CaseFacts } from './store.ts'

/** All clocks of a case, and what the rules say of it. */
export type Life = {
  caseId: string
  clocks: Clock[]
  /** Started by what is read now. */
  fresh: Set<string>
  aimOf(kind: ClockKind): Aim | null
  newId(): string
}

type Fact = Pick<JournalRow, 'kind' | 'at' | 'data'>

/** What one entry of the journal does to the clocks of its case. Pure: the same history gives the same clocks. */
export function live(life: Life, { kind, at: moment, data }: Fact): void {
  const at = moment.getTime()
  switch (kind) {
    case 'case.created':
      startResolution(life, at)
      if (typeof data.answerFrom === 'string' || (data.by !== 'hand' && data.by !== 'split'))
        startAnswer(life, momentOf(data.answerFrom) ?? at)
      return
    case 'message.received':
      if (data.nature !== undefined) return
      startAnswer(life, momentOf(data.receivedAt) ?? at)
      change(life, isResolution, (clock) => resume(clock, at))
      return
    case 'case.reopened':
      return startResolution(life, at)
    // Only words of a person of ours stop the customer's wait: an automatic answer is another kind of entry.
    case 'reply.queued':
      return change(life, isAnswer, (clock) => close(clock, at, 'done', data.outboxId as string))
    case 'reply.logged':
      return change(life, isAnswer, (clock) => close(clock, at, 'done', data.messageId as string))
    case 'reply.resolved':
      if (data.decision === 'discard') return
      return change(life, isAnswer, (clock) => close(clock, at, 'done', data.outboxId as string))
    case 'reply.undone':
    case 'reply.failed':
    case 'reply.unclear':
      return takeBack(life, data.outboxId as string)
    case 'case.status':
      return changeStatus(life, at, data.to as string)
    case 'case.merged':
      return change(
        life,
        () => true,
        (clock) => close(clock, at, 'dropped'),
      )
    case 'promise.made':
      return startPromise(life, at, data.promiseId as string, Date.parse(data.dueAt as string))
    case 'promise.kept':
      return change(life, isPromise(data.promiseId), (clock) => close(clock, at, 'done'))
    case 'promise.replaced':
    case 'promise.waived':
      return change(life, isPromise(data.promiseId), (clock) => close(clock, at, 'dropped'))
  }
}

/**
 * Brings the clocks in line with the case as it stands, when no later entry waits: joins, splits and undoings move what
 * is due without words of their own. What lists show (cases.answer_due_at) is what the clock of the answer says.
 */
export function align(life: Life, facts: CaseFacts, at: number): void {
  const isOver = facts.category === 'done' || facts.category === 'closed' || facts.merged
  alignAnswer(life, facts, at, isOver)
  if (isOver) change(life, isResolution, (clock) => close(clock, at, facts.merged ? 'dropped' : 'done'))
  else {
    startResolution(life, at)
    change(life, isResolution, (clock) =>
      facts.category === 'waiting_customer' ? pause(clock, at, 'customer') : resume(clock, at),
    )
  }
  const open = new Map(facts.promises.map((promise) => [promise.id, promise]))
  change(
    life,
    (clock) => clock.promiseId !== null && !open.has(clock.promiseId),
    (clock) => close(clock, at, 'dropped'),
  )
  for (const promise of facts.promises) startPromise(life, promise.madeAt, promise.id, promise.dueAt)
}

function alignAnswer(life: Life, { answerDueAt, waitingSince }: CaseFacts, at: number, isOver: boolean): void {
  if (isOver || answerDueAt === null) return change(life, isAnswer, (clock) => close(clock, at, 'dropped'))
  if (!life.clocks.some((clock) => isAnswer(clock) && clock.closedAt === null)) startAnswer(life, waitingSince ?? at)
  change(life, isAnswer, (clock) => {
    if (clock.dueAt === answerDueAt) return clock
    // One that starts under rules that changed since is moved by the run that follows the change.
    return { ...dueAtMoment(clock, answerDueAt), byRule: life.fresh.has(clock.id) }
  })
}

function startAnswer(life: Life, at: number): void {
  const answers = life.clocks.filter(isAnswer)
  if (answers.some((clock) => clock.closedAt === null)) return
  const kind = answers.some((clock) => clock.outcome === 'met' || clock.outcome === 'breached')
    ? 'next_answer'
    : 'first_answer'
  start(life, kind, at)
}

function startResolution(life: Life, at: number): void {
  if (life.clocks.some((clock) => isResolution(clock) && clock.closedAt === null)) return
  start(life, 'resolution', at)
}

function start(life: Life, kind: ClockKind, at: number): void {
  const clock = startClock({ id: life.newId(), caseId: life.caseId, kind }, at, { aim: life.aimOf(kind) })
  life.fresh.add(clock.id)
  life.clocks.push(clock)
}

function startPromise(life: Life, at: number, promiseId: string, dueAt: number): void {
  const known = life.clocks.findIndex((clock) => clock.promiseId === promiseId)
  // Kept and taken back: the promise stands again.
  if (known >= 0)
    life.clocks[known] = life.clocks[known]!.closedAt === null ? life.clocks[known]! : reopen(life.clocks[known]!)
  else
    life.clocks.push(
      startClock({ id: life.newId(), caseId: life.caseId, kind: 'next_update', promiseId }, at, { at: dueAt }),
    )
}

function changeStatus(life: Life, at: number, to: string): void {
  if (to === 'done' || to === 'closed') {
    change(life, isAnswer, (clock) => close(clock, at, 'dropped'))
    return change(life, isResolution, (clock) => close(clock, at, 'done'))
  }
  startResolution(life, at)
  change(life, isResolution, (clock) => (to === 'waiting_customer' ? pause(clock, at, 'customer') : resume(clock, at)))
}

/** Words that did not go out have answered nobody, unless the customer wrote again and a newer clock runs. */
function takeBack(life: Life, outboxId: string): void {
  if (life.clocks.some((clock) => isAnswer(clock) && clock.closedAt === null)) return
  const at = life.clocks.findLastIndex((clock) => isAnswer(clock) && clock.closedBy === outboxId)
  if (at >= 0) life.clocks[at] = reopen(life.clocks[at]!)
}

function change(life: Life, which: (clock: Clock) => boolean, how: (clock: Clock) => Clock): void {
  life.clocks = life.clocks.map((clock) => (clock.closedAt === null && which(clock) ? how(clock) : clock))
}

function momentOf(text: unknown): number | null {
  return typeof text === 'string' ? Date.parse(text) : null
}

const isAnswer = ({ kind }: Clock) => kind === 'first_answer' || kind === 'next_answer'
const isResolution = ({ kind }: Clock) => kind === 'resolution'
const isPromise = (id: unknown) => (clock: Clock) => clock.promiseId === id
