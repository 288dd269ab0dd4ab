import type { AnyRouter } from '@tanstack/react-router'
import { queryClient } from '#lib/query.ts'

/** After signing in: forget what an earlier person read, then go where one wanted to. Only paths of our own. */
export async function enter(router: AnyRouter, next?: string): Promise<void> {
  queryClient.clear()
  await router.invalidate()
  router.history.push(safePath(next))
}

/** `/inbox/mine` stays; anything that could leave this site (`//evil`, `https:`, `\\`) becomes `/`. */
export function safePath(path: string | undefined): string {
  return path && /^\/(?![/\\])[^\\\r\n]*$/.test(path) ? path : '/'
}
