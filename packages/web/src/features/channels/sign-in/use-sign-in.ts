import { type BodyInput, channelSignInRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { call } from '#lib/api.ts'

/** Sends the browser to the network. It comes back to a page of the server's, which leads on to the channel. */
export function useSignIn(onProblem?: (error: unknown) => void) {
  const begin = useMutation({
    mutationFn: (body: BodyInput<typeof channelSignInRoutes.begin>) => call(channelSignInRoutes.begin, { body }),
    onSuccess: ({ url }) => location.assign(url),
    ...(onProblem ? { onError: onProblem } : {}),
  })
  // The button stays busy while the browser leaves.
  return { run: begin.mutate, busy: begin.isPending || begin.isSuccess, error: begin.error }
}
