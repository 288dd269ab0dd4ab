import { type Me, type Permission, sessionRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { queryClient, read } from './query.ts'
import { forgetRecent } from './recent.ts'

/** Who is signed in. Screens inside the shell only show once this is there. */
export function useMe(): Me | undefined {
  return useQuery(meQuery()).data
}

export function useMay(permission: Permission): boolean {
  return useMe()?.permissions.includes(permission) ?? false
}

export function meQuery() {
  return { ...read(sessionRoutes.me), staleTime: 5 * 60_000 }
}

/** Forgets everything of the person who was here, on signing out and when the session ended. */
export function forgetSession(): void {
  queryClient.clear()
  forgetRecent()
}
