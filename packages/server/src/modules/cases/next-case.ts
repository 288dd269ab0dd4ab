import type { Actor, Deps } from '#platform/deps'
import { notFound } from '#platform/errors'
import { idByNumber, nextCaseFor } from './store-next.ts'

export async function nextCase(deps: Deps, actor: Actor, after: string | undefined): Promise<{ id: string | null }> {
  return { id: await nextCaseFor(deps.db.of(actor.workspaceId), actor, after ?? null) }
}

export async function findByNumber(deps: Deps, actor: Actor, number: number): Promise<{ id: string }> {
  const id = number > 2_147_483_647 ? null : await idByNumber(deps.db.of(actor.workspaceId), actor, number)
  if (!id) throw notFound()
  return { id }
}
