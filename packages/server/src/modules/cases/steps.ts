import type { Step } from '@resonanz/contracts'
import type { CaseRecord } from './case.ts'

type Facts = Pick<
  CaseRecord,
  'category' | 'customer_id' | 'topic_id' | 'kind' | 'last_outbound_at' | 'last_inbound_at' | 'waiting_since'
> & { hasOverduePromise: boolean }

/** When each of the five steps is done, from the data alone: nobody ticks them off. */
const rules: [Step, (facts: Facts) => boolean][] = [
  // A case exists because somebody was heard.
  ['hear', () => true],
  // We know who it is or what it is about.
  ['understand', (facts) => facts.customer_id !== null || facts.topic_id !== null || facts.kind !== null],
  // We answered everything they said, or a person called it done.
  ['resolve', (facts) => isFinished(facts) || (facts.last_outbound_at !== null && facts.waiting_since === null)],
  // The last word is ours and no promise is late.
  ['inform', (facts) => hasLastWord(facts) && !facts.hasOverduePromise],
  // Closed, and filed so that others find and count it.
  ['document', (facts) => isFinished(facts) && (facts.topic_id !== null || facts.kind !== null)],
]

/** The first step that is not done is the current one; later ones may be done already. */
export function stepsOf(facts: Facts): { step: Step; state: 'done' | 'current' | 'ahead' }[] {
  const done = rules.map(([step, isDone]) => ({ step, done: isDone(facts) }))
  const current = done.findIndex((step) => !step.done)
  return done.map(({ step, done: isDone }, index) => ({
    step,
    state: isDone ? 'done' : index === current ? 'current' : 'ahead',
  }))
}

function isFinished({ category }: Facts): boolean {
  return category === 'done' || category === 'closed'
}
function hasLastWord({ last_outbound_at: ours, last_inbound_at: theirs }: Facts): boolean {
  return ours !== null && (theirs === null || ours >= theirs)
}
