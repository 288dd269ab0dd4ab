import { type CasePromises, caseRoutes, promiseRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'

export type PromiseItem = CasePromises['items'][number]
export const usePromises = (caseId: string) => useQuery(read(promiseRoutes.ofCase, { params: { id: caseId } }))

/** Does it, says so, and asks everything about the case anew. False when it was refused; the reason is told. */
export async function doPromise<T>(caseId: string, words: string, work: () => Promise<T>): Promise<T | false> {
  try {
    const done = await work()
    void queryClient.invalidateQueries({ queryKey: read(caseRoutes.read, { params: { id: caseId } }).queryKey })
    void queryClient.invalidateQueries({
      predicate: ({ queryKey: [, params] }) =>
        typeof params === 'object' && params !== null && 'id' in params && params.id === caseId,
    })
    refreshAround(caseId)
    showNotice({ text: words, tone: 'ok' })
    return done
  } catch (error) {
    tellProblem(error)
    return false
  }
}

/** The end of the office day on a day; a call back has a time of its own. */
export function momentOf(day: string, time: string): string {
  return new Date(`${day}T${time}:00`).toISOString()
}
