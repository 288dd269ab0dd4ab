import { type Signatures, signatureRoutes } from '@resonanz/contracts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'

/** What the server says stands now; open answers ask anew what will stand below them. */
export function keepSignatures(now: Signatures): void {
  queryClient.setQueryData(read(signatureRoutes.read).queryKey, now)
  invalidateRoute(queryClient, signatureRoutes.ofCase)
}
