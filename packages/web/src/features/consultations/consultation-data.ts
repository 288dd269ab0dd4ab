import { consultationRoutes, expertRoutes, handoverRoutes, type Route } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'

export const useQuestions = (caseId: string) => useQuery(read(consultationRoutes.ofCase, { params: { id: caseId } }))
export const usePrepared = (caseId: string) => useQuery(read(consultationRoutes.prepare, { params: { id: caseId } }))
export const useCourse = (caseId: string) => useQuery(read(handoverRoutes.ofCase, { params: { id: caseId } }))
export const useDirectory = () => useQuery(read(expertRoutes.list))

/** Does it, says so, and asks everything about the case anew. False when it was refused; the reason is told. */
export async function doAround(caseId: string, words: string, work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work()
  } catch (error) {
    tellProblem(error)
    return false
  }
  freshen(caseId)
  showNotice({ text: words, tone: 'ok' })
  return true
}

export function freshen(caseId: string): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [, params] }) =>
      typeof params === 'object' && params !== null && 'id' in params && params.id === caseId,
  })
  invalidateRoute(queryClient, consultationRoutes.mine as Route)
  refreshAround(caseId)
}
