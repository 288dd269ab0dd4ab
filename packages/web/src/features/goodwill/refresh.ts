import { approvalRoutes, caseRoutes, goodwillRoutes } from '@resonanz/contracts'
import { refreshAround } from '#lib/change-case.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'

/** What a grant, a request or their end makes stale. */
export function refreshGoodwill(caseId: string): void {
  invalidateRoute(queryClient, goodwillRoutes.ofCase, goodwillRoutes.frame, approvalRoutes.list, approvalRoutes.count)
  void queryClient.invalidateQueries({ queryKey: [caseRoutes.read.id, { id: caseId }] })
  refreshAround(caseId)
}
