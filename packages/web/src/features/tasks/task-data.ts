import { taskRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'

export const useCaseTasks = (caseId: string) => useQuery(read(taskRoutes.ofCase, { params: { id: caseId } }))

type Options = { words: string; undo?: () => void }
/** Does it, says so, and asks the lists anew. False when it was refused, and that is told. */
export async function doTask(caseId: string, work: () => Promise<unknown>, { words, undo }: Options): Promise<boolean> {
  try {
    await work()
  } catch (error) {
    tellProblem(error)
    invalidateRoute(queryClient, taskRoutes.ofCase, taskRoutes.mine)
    return false
  }
  invalidateRoute(queryClient, taskRoutes.ofCase, taskRoutes.mine)
  refreshAround(caseId)
  showNotice({ text: words, tone: 'ok', ...(undo ? { undo } : {}) })
  return true
}
