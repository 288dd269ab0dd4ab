import { type CaseChange, type CaseDetail, caseRoutes } from '@resonanz/contracts'
import i18next from 'i18next'
import { call } from './api.ts'
import { applyChange } from './apply-change.ts'
import { storeCase } from './case-cache.ts'
import type { Names } from './people.ts'
import { isProblem } from './problem.ts'
import { invalidateRoute, queryClient, read } from './query.ts'
import { showNotice } from './undo.ts'

/**
 * Changes a case: shown at once, sent, and offered back by the undo bar (`z`). When it fails the case stands as before
 * and the Problem is thrown to who asked.
 */
export async function changeCase(
  before: CaseDetail,
  change: CaseChange,
  { words, names }: { words: string; names: Names },
): Promise<CaseDetail> {
  storeCase(queryClient, applyChange(before, change, names))
  try {
    const { case: after, undo } = await call(caseRoutes.change, { params: { id: before.id }, body: change })
    storeCase(queryClient, after)
    refreshAround(before.id)
    showNotice({
      text: words,
      tone: 'ok',
      ...(undo ? { undo: () => takeBack(before.id, undo) } : {}),
    })
    return after
  } catch (error) {
    storeCase(queryClient, before)
    void queryClient.invalidateQueries({ queryKey: read(caseRoutes.read, { params: { id: before.id } }).queryKey })
    throw error
  }
}

async function takeBack(id: string, undo: CaseChange): Promise<void> {
  const { case: restored } = await call(caseRoutes.change, { params: { id }, body: undo })
  storeCase(queryClient, restored)
  refreshAround(id)
}

/** What a change of a case makes stale beside the case itself. The live stream says the same; this is for when it is away. */
export function refreshAround(id: string): void {
  for (const route of [caseRoutes.timeline, caseRoutes.history])
    void queryClient.invalidateQueries({ queryKey: [route.id, { id }] })
  invalidateRoute(queryClient, caseRoutes.list, caseRoutes.counts)
}

/** Says in one line why something did not work. */
export function tellProblem(error: unknown): void {
  const code = isProblem(error) ? error.code : 'internal'
  const words = i18next.t(`ui:problem.${code}.title`)
  const now = i18next.t(`ui:problem.${code}.now`)
  showNotice({ text: `${words}. ${now}`, tone: 'bad', durationMs: 10_000 })
}
