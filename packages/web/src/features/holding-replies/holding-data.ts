import { type HoldingReply, holdingReplyRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'

export const useHolding = (caseId: string) =>
  useQuery({ ...read(holdingReplyRoutes.ofCase, { params: { id: caseId } }), staleTime: 30_000 })

/** Sends the words as they stand; the answer can be taken back from its message like every other. */
export async function sendHolding(caseId: string, item: HoldingReply, words: string): Promise<void> {
  if (item.text === null) return
  try {
    await call(holdingReplyRoutes.send, {
      params: { id: caseId },
      body: {
        holdingId: item.id,
        text: item.text,
        newDueAt: item.newDueAt,
        expectedLastMessageId: item.expectedLastMessageId,
      },
      idempotencyKey: item.id,
    })
    showNotice({ text: words, tone: 'ok' })
  } catch (error) {
    tellProblem(error)
  }
  refresh(caseId)
}

/** False when it was refused; the reason is told. */
export async function dismissHolding(caseId: string, holdingId: string, reason: string): Promise<boolean> {
  try {
    await call(holdingReplyRoutes.dismiss, { params: { id: caseId }, body: { holdingId, reason } })
    refresh(caseId)
    return true
  } catch (error) {
    tellProblem(error)
    refresh(caseId)
    return false
  }
}

/** Everything about the case: its words, its promises, what is missing. */
function refresh(caseId: string): void {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [, params] }) =>
      typeof params === 'object' && params !== null && 'id' in params && params.id === caseId,
  })
  refreshAround(caseId)
}
