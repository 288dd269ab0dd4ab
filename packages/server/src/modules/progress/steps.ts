import type { CaseProgress, Step, StepItem, StepItemCode } from '@resonanz/contracts'
import type { CaseRecord } from '#cases'
import type { ProgressFacts } from './store.ts'

type Known = Pick<
  CaseRecord,
  | 'category'
  | 'customer_id'
  | 'kind'
  | 'topic_id'
  | 'waiting_since'
  | 'answer_due_at'
  | 'last_outbound_at'
  | 'last_inbound_at'
>

/** What each of the five steps asks for and how far it is, from the data alone: nobody ticks them off. Pure. */
export function stepsOf(
  record: Known,
  facts: ProgressFacts & { facts_missing: number },
): Pick<CaseProgress, 'steps' | 'next'> {
  const finished = record.category === 'done' || record.category === 'closed'
  const lastWordIsOurs =
    record.waiting_since === null && (record.last_outbound_at !== null || record.last_inbound_at === null)
  const items: Record<Step, (StepItem | null)[]> = {
    hear: [item('heard', 'done')],
    understand: [
      item('customer', record.customer_id ? 'done' : 'missing'),
      item('kind', (record.kind ?? record.topic_id) ? 'done' : 'missing'),
    ],
    resolve: [
      some('consultation', facts.consultations, 'waiting', facts.consultation_due),
      some('handover', facts.handovers, 'waiting', facts.handover_due),
      some('approval', facts.approvals, 'waiting', facts.approval_due),
      some('goodwill', facts.goodwill_requested, 'waiting') ?? some('goodwill', facts.goodwill_granted, 'done'),
      some('checklist', facts.checklist_missing, 'missing') ?? some('checklist', facts.checklist_steps, 'done'),
      some('task', facts.tasks, 'missing'),
      item('answer', record.waiting_since === null || finished ? 'done' : 'missing', 1, record.answer_due_at),
    ],
    inform: [
      some('holding', facts.holdings, 'missing', facts.holding_due),
      item('last-word', lastWordIsOurs || finished ? 'done' : 'missing'),
      some('promise', facts.promises, 'missing', facts.promise_due),
      some('next-word', facts.next_words, facts.next_words_late > 0 ? 'missing' : 'waiting', facts.next_word_due),
    ],
    document: [
      item('filed', (record.topic_id ?? record.kind) ? 'done' : 'missing'),
      some('facts', facts.facts_missing, 'missing'),
      item('closed', finished ? 'done' : 'missing'),
    ],
  }
  const found = (Object.keys(items) as Step[]).map((step) => {
    const of = items[step].filter((one) => one !== null)
    // A promised next word is no debt until it is late: it stands beside a step that is done.
    const done = of.every(({ state, code }) => state === 'done' || (code === 'next-word' && state === 'waiting'))
    return { step, items: of, done }
  })
  const current = found.findIndex(({ done }) => !done)
  const open = found.flatMap(({ step, items: of }) => of.map(({ code, state }) => ({ step, code, state })))
  // A promised word that runs out comes before everything else.
  const next =
    open.find(({ code }) => code === 'holding') ??
    open.find(({ state }) => state === 'missing') ??
    open.find(({ state }) => state === 'waiting')
  return {
    steps: found.map(({ step, items: of, done }, n) => ({
      step,
      items: of,
      state: done ? 'done' : n === current ? 'current' : 'ahead',
    })),
    next: next && !finished ? { step: next.step, code: next.code } : null,
  }
}

function item(code: StepItemCode, state: StepItem['state'], count = 1, dueAt: Date | null = null): StepItem {
  return { code, state, count, dueAt: state === 'done' ? null : (dueAt?.toISOString() ?? null) }
}
function some(code: StepItemCode, count: number, state: StepItem['state'], dueAt: Date | null = null): StepItem | null {
  return count === 0 ? null : item(code, state, count, dueAt)
}
