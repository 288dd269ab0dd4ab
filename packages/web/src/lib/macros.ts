import { caseRoutes, type ResponseOf, workflowRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from './api.ts'
import { refreshAround, tellProblem } from './change-case.ts'
import { invalidateRoute, queryClient, read } from './query.ts'
import { useMay } from './session.ts'
import { showNotice } from './undo.ts'

export type Macro = ResponseOf<typeof workflowRoutes.macros>['items'][number]

/** Several actions at once, switched on by whoever manages the workflows. */
export function useMacros(): Macro[] {
  const may = useMay('case.write')
  return useQuery({ ...read(workflowRoutes.macros), enabled: may, staleTime: 5 * 60_000 }).data?.items ?? []
}

/** Runs a macro in cases; what it changed in them is taken back by `z`, as after any bulk change. */
export function useRunMacro(): (macro: Macro, caseIds: readonly string[]) => Promise<void> {
  const { t } = useTranslation('workflows')
  return async (macro, caseIds) => {
    const refresh = () => {
      for (const id of caseIds) {
        void queryClient.invalidateQueries({ queryKey: read(caseRoutes.read, { params: { id } }).queryKey })
        refreshAround(id)
      }
      invalidateRoute(queryClient, workflowRoutes.ofCase)
    }
    try {
      const done = await call(workflowRoutes.runMacro, { params: { id: macro.id }, body: { caseIds: [...caseIds] } })
      const { undoId } = done
      showNotice({
        text: [
          t('macro.done', { count: done.done, name: macro.name }),
          ...(done.left > 0 ? [t('macro.left', { count: done.left })] : []),
        ].join(' '),
        tone: 'ok',
        ...(undoId
          ? {
              undo: async () => {
                await call(caseRoutes.bulkUndo, { body: { undoId } })
                refresh()
              },
            }
          : {}),
      })
      refresh()
    } catch (error) {
      tellProblem(error)
    }
  }
}
