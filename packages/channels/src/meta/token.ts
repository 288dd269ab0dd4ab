import { z } from 'zod'
import type { Cursor } from '../connector.ts'
import { readGraph } from './graph.ts'
import type { MetaContext } from './settings.ts'

const DebugToken = z.object({
  data: z.object({
    is_valid: z.boolean().catch(true),
    expires_at: z.number().catch(0),
    data_access_expires_at: z.number().catch(0),
    scopes: z.array(z.string()).catch([]),
  }),
})
const everyMs = 24 * 3_600_000

/** When the token ends, for the health of the presence: the earlier of its own end and that of the access to data. */
export async function tokenEnd(context: MetaContext): Promise<{ endsAt: string | null; scopes: string[] }> {
  const query = { input_token: context.secrets.accessToken }
  const { data } = await readGraph(context, { path: 'debug_token', query }, DebugToken)
  const ends = [data.expires_at, data.data_access_expires_at].filter((seconds) => seconds > 0)
  return { endsAt: ends.length === 0 ? null : new Date(Math.min(...ends) * 1000).toISOString(), scopes: data.scopes }
}

/** Once a day; a token that cannot be asked about is no fault of the channel. */
export async function noteTokenEnd(context: MetaContext, cursor: Cursor, nowMs: number): Promise<Cursor> {
  const last = cursor['tokenAskedMs']
  if (typeof last === 'number' && nowMs - last < everyMs) return cursor
  try {
    const { endsAt } = await tokenEnd(context)
    await context.renewSecrets(async (current) => ({ secrets: current, tokenExpiresAt: endsAt }))
  } catch (error) {
    if ((error as { kind?: string }).kind === 'sign_in') throw error
  }
  return { ...cursor, tokenAskedMs: nowMs }
}
