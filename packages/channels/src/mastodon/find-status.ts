import { z } from 'zod'
import { type MastodonContext, readOrNull } from './client.ts'
import { Listed, Status } from './shapes.ts'
import { keyOf } from './status-event.ts'

const Kept = z.object({ uri: z.string(), statusId: z.string() })
const Found = z.object({ statuses: Listed.default([]) })

/**
 * The id by which this server knows a message: kept with it, or asked for by its address (our own answers, a message
 * whose kept facts belong to another). Null when it is gone. Throws ConnectorError.
 */
export async function statusIdOf(
  context: MastodonContext,
  externalId: string,
  meta: Record<string, unknown>,
): Promise<string | null> {
  const kept = Kept.safeParse(meta).data
  if (kept && keyOf(kept.uri) === externalId) return kept.statusId
  if (!/^https?:/.test(externalId)) return null
  const query = { q: externalId, type: 'statuses', resolve: 'true', limit: '1' }
  const found = await readOrNull(context, '/api/v2/search', Found, query)
  const statuses = found?.statuses.flatMap((one) => Status.safeParse(one).data ?? []) ?? []
  return statuses.find(({ uri }) => uri === externalId)?.id ?? null
}
