import { caseRoutes, routingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from './api.ts'
import { tellProblem } from './change-case.ts'
import { invalidateRoute, queryClient, read } from './query.ts'
import { showNotice } from './undo.ts'

/** The key that takes the next case that nobody has; `n` only goes to the next one that needs me. */
export const takeNextKey = 'g n'

/** Does the workspace give cases out in its own way? As shipped nobody needs to see anything of it. */
export function useGivesOut(): boolean {
  const { data } = useQuery({ ...read(routingRoutes.read), staleTime: 5 * 60_000 })
  return (data?.version ?? 0) > 0
}

/** Takes the next case and opens it; says why when there is none. */
export function useTakeNext(): () => Promise<void> {
  const { t } = useTranslation('app')
  const navigate = useNavigate()
  return useCallback(async () => {
    try {
      const { id, because, used, places } = await call(routingRoutes.pull)
      if (id === null) {
        showNotice({ text: t(`takeNext.${because ?? 'nothing'}`, { used, places }) })
        return
      }
      invalidateRoute(queryClient, caseRoutes.list, caseRoutes.counts)
      await navigate({ to: '/inbox/$view/$caseId', params: { view: 'mine', caseId: id } })
    } catch (error) {
      tellProblem(error)
    }
  }, [navigate, t])
}
