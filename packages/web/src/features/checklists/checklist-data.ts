import { type BodyInput, type CaseChecklist, type CaseStep, checklistRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { queryClient, read } from '#lib/query.ts'

export const useCaseChecklists = (caseId: string) => useQuery(read(checklistRoutes.ofCase, { params: { id: caseId } }))

type Tick = BodyInput<typeof checklistRoutes.tick>
/** Shown at once; what the server says then stands. False when it was refused, and that is told. */
export function tickStep(caseId: string, tick: Tick): Promise<boolean> {
  const { queryKey } = read(checklistRoutes.ofCase, { params: { id: caseId } })
  const before = queryClient.getQueryData(queryKey)
  if (before) queryClient.setQueryData(queryKey, { ...before, items: before.items.map((list) => ticked(list, tick)) })
  return doing(caseId, () => call(checklistRoutes.tick, { params: { id: caseId }, body: tick }))
}

export const applyChecklist = (caseId: string, checklistId: string) =>
  doing(caseId, () => call(checklistRoutes.apply, { params: { id: caseId }, body: { checklistId } }))

export const putAway = (caseId: string, checklistId: string, reason: string) =>
  doing(caseId, () => call(checklistRoutes.putAway, { params: { id: caseId }, body: { checklistId, reason } }))

async function doing(caseId: string, work: () => Promise<unknown>): Promise<boolean> {
  const { queryKey } = read(checklistRoutes.ofCase, { params: { id: caseId } })
  try {
    queryClient.setQueryData(queryKey, (await work()) as never)
    refreshAround(caseId)
    return true
  } catch (error) {
    tellProblem(error)
    void queryClient.invalidateQueries({ queryKey })
    return false
  }
}

function ticked(list: CaseChecklist, { checklistId, stepId, state, reason = '' }: Tick): CaseChecklist {
  if (list.checklistId !== checklistId) return list
  return { ...list, steps: list.steps.map((step) => (step.id === stepId ? { ...step, state, reason } : step)) }
}

/** What the customer has not told yet, in the language of the answer. Pure. */
export function questionsOf(lists: readonly CaseChecklist[], language: string | null): string[] {
  const open = lists.flatMap((list) => list.steps.filter((step) => step.state === 'open'))
  return open.flatMap((step) => questionOf(step, language) ?? [])
}

export function questionOf({ question }: Pick<CaseStep, 'question'>, language: string | null): string | null {
  if (!question) return null
  const words = language === null || language === 'de' ? [question.de, question.en] : [question.en, question.de]
  return words.find((one) => one !== '') ?? null
}
