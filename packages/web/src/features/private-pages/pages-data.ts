import { type PrivatePage, privatePageRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'

export const usePages = (caseId: string) => useQuery(read(privatePageRoutes.ofCase, { params: { id: caseId } }))
export const useSets = () => useQuery(read(privatePageRoutes.sets))

export function freshenPages(caseId: string): void {
  void queryClient.invalidateQueries({ queryKey: [privatePageRoutes.ofCase.id, { id: caseId }] })
  refreshAround(caseId)
}

/** Does it, says so, and asks anew. False when it was refused; the reason is told. */
export async function doOnPages(caseId: string, words: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
  } catch (error) {
    tellProblem(error)
    return false
  }
  freshenPages(caseId)
  showNotice({ text: words, tone: 'ok' })
  return true
}

export function isOpen({ state }: PrivatePage): boolean {
  return state !== 'expired' && state !== 'revoked'
}

/** Required things that nobody gave yet. */
export function lacking({ questions }: PrivatePage): number {
  return questions.filter(({ isRequired, answer }) => isRequired && answer === null).length
}

/** Hours that can be chosen, with what is set among them. */
export function hourChoices(set: number): number[] {
  return [...new Set([24, 72, 168, 336, 720, set])].toSorted((a, b) => a - b)
}

export type AskedQuestion = PrivatePage['questions'][number]
