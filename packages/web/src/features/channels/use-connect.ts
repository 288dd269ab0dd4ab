import { type PresenceInput, presenceRoutes, sessionRoutes, healthRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { call } from '#lib/api.ts'
import { isProblem } from '#lib/problem.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'

/** Connects a channel and lets everything that lists channels know. */
export function useConnect(onDone: (made: { id: string; signingSecret: string | null }) => void) {
  const connect = useMutation({
    mutationFn: (presence: PresenceInput) => call(presenceRoutes.create, { body: presence }),
    onSuccess: ({ presence, signingSecret }) => {
      invalidateRoute(queryClient, presenceRoutes.list, sessionRoutes.me, healthRoutes.health)
      onDone({ id: presence.id, signingSecret })
    },
  })
  return { run: connect.mutate, busy: connect.isPending, problem: isProblem(connect.error) ? connect.error : null }
}
