/** A step on the way of a concern as its customer may know it: never who, never why, never our own words about it. */
export type ToldStep =
  | 'received'
  | 'added'
  | 'inWork'
  | 'inside'
  | 'asked'
  | 'details'
  | 'given'
  | 'answered'
  | 'nextWord'
  | 'promised'
  | 'kept'
  | 'again'
  | 'settled'
  | 'closed'
export type StepTold = { at: Date; step: ToldStep; until: Date | null; text: string | null }

/** An entry of the journal, without anything but what says a step. */
export type StepFact = {
  at: Date
  kind: string
  to: string | null
  about: string | null
  /** Asked for, or given. */
  questions: number
  until: Date | null
  messageId: string | null
}
export type AnswerTold = { at: Date; text: string | null }

export const toldKinds = [
  'case.created',
  'message.received',
  'case.owner',
  'case.status',
  'private-page.asked',
  'private-page.answered',
  'promise.made',
  'promise.kept',
  'case.reopened',
] as const

const most = 100

/** Newest first. What is said twice in a row (an owner, then the next) is one step. */
export function courseOf(facts: readonly StepFact[], answers: readonly AnswerTold[]): StepTold[] {
  // The first words made the case: they are not told a second time.
  const firsts = new Set(facts.flatMap(({ kind, messageId }) => (kind === 'case.created' ? [messageId] : [])))
  const told = facts.flatMap((fact): StepTold[] => {
    if (fact.kind === 'message.received' && fact.messageId !== null && firsts.has(fact.messageId)) return []
    const step = stepOf(fact)
    return step ? [{ at: fact.at, step, until: isDated(step) ? fact.until : null, text: null }] : []
  })
  const all = [...told, ...answers.map(({ at, text }): StepTold => ({ at, step: 'answered', until: null, text }))]
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .filter(({ step, until }) => !isDated(step) || until !== null)
  const first = all.findIndex(({ step }) => step === 'received')
  return all
    .filter((one, index) => one.step !== 'received' || index === first)
    .filter((one, index, list) => one.step === 'answered' || one.step === 'added' || !isSameAsBefore(list, index))
    .slice(-most)
    .toReversed()
}

const isDated = (step: ToldStep) => step === 'nextWord' || step === 'promised'

function stepOf({ kind, to, about, questions }: StepFact): ToldStep | null {
  if (kind === 'case.created') return 'received'
  if (kind === 'message.received') return 'added'
  if (kind === 'case.owner') return to === null ? null : 'inWork'
  if (kind === 'case.status') return stepOfStatus[to ?? ''] ?? null
  if (kind === 'private-page.asked') return questions > 0 ? 'details' : null
  if (kind === 'private-page.answered') return questions > 0 ? 'given' : null
  if (kind === 'promise.made') return about === null || about === 'next_update' ? 'nextWord' : 'promised'
  if (kind === 'promise.kept') return about === null || about === 'next_update' ? null : 'kept'
  return kind === 'case.reopened' ? 'again' : null
}

const stepOfStatus: Record<string, ToldStep> = {
  open: 'inWork',
  waiting_internal: 'inside',
  waiting_customer: 'asked',
  done: 'settled',
  closed: 'closed',
}

/** The last step of the same sort, with nothing but answers and messages between: those change nothing of it. */
function isSameAsBefore(list: readonly StepTold[], index: number): boolean {
  const one = list[index]!
  const before = list.slice(0, index).findLast(({ step }) => step !== 'answered' && step !== 'added')
  return before?.step === one.step && before.until?.getTime() === one.until?.getTime()
}
