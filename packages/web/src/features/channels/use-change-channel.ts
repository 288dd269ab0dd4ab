import { type BodyInput, healthRoutes, type Presence, presenceRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'

export type ChannelChange = BodyInput<typeof presenceRoutes.change>

/** Saves a change of a channel and shows it everywhere at once. */
export function useChangeChannel(id: string, onDone?: (presence: Presence) => void) {
  const { t } = useTranslation('ui')
  const change = useMutation({
    mutationFn: (body: ChannelChange) => call(presenceRoutes.change, { params: { id }, body }),
    onSuccess: (presence) => {
      queryClient.setQueryData(read(presenceRoutes.read, { params: { id } }).queryKey, presence)
      invalidateRoute(queryClient, presenceRoutes.list, healthRoutes.health)
      showNotice({ text: t('saved'), tone: 'ok' })
      onDone?.(presence)
    },
  })
  return {
    run: change.mutate,
    busy: change.isPending,
    error: change.error,
    problem: isProblem(change.error) ? change.error : null,
  }
}
