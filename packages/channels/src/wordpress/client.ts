import type { WordpressSecrets, WordpressSettings } from '@resonanz/contracts'
import type { z } from 'zod'
import { type ConnectorContext, ConnectorError } from '../connector.ts'
import type { EgressOptions } from '../kit/egress.ts'
import { answerFault, callNetwork, type NetworkAnswer, readingFault } from '../kit/network-call.ts'

export type Settings = z.output<typeof WordpressSettings>
export type Secrets = z.output<typeof WordpressSecrets>
export type WordpressContext = ConnectorContext<Settings, Secrets>
export type Query = Record<string, string>

/** One request with our application password. Any status is an answer. Throws EgressError. */
export async function call(
  context: WordpressContext,
  route: string,
  { query = {}, ...options }: EgressOptions & { query?: Query } = {},
): Promise<NetworkAnswer> {
  const { settings, secrets } = context
  const signIn = Buffer.from(`${settings.username}:${secrets.applicationPassword}`).toString('base64')
  return callNetwork(context, addressOf(settings, route, query), {
    timeoutMs: context.patienceMs ? 2 * context.patienceMs : 30_000,
    ...options,
    headers: { accept: 'application/json', authorization: `Basic ${signIn}`, ...options.headers },
  })
}

/** Reads what the shape says; null where there is none (404). `had`: what was answered already. Throws ConnectorError. */
export async function readOrNull<T>(
  context: WordpressContext,
  route: string,
  shape: z.ZodType<T>,
  query: Query = {},
  had: NetworkAnswer | null = null,
): Promise<T | null> {
  const answer =
    had ??
    (await call(context, route, { query }).catch((error: unknown) => {
      throw readingFault(error)
    }))
  if (answer.status === 404 || answer.status === 410) return null
  const fault = answerFault(answer)
  if (fault) throw fault
  // Signed in without the right to moderate, or a plugin that shuts the API.
  if (answer.status === 403) throw new ConnectorError('sign_in', 'refused')
  if (answer.status >= 400) throw new ConnectorError('permanent', 'refused')
  const parsed = shape.safeParse(answer.json)
  if (!parsed.success) throw new ConnectorError('transient', 'wrong-shape')
  return parsed.data
}

export async function read<T>(
  context: WordpressContext,
  route: string,
  shape: z.ZodType<T>,
  query: Query = {},
  had: NetworkAnswer | null = null,
): Promise<T> {
  const found = await readOrNull(context, route, shape, query, had)
  if (found === null) throw new ConnectorError('permanent', 'not-found')
  return found
}

/** By `rest_route`: it works on every site, whatever its addresses look like. */
function addressOf({ url }: Settings, route: string, query: Query): string {
  const address = new URL(url.endsWith('/') ? url : `${url}/`)
  address.searchParams.set('rest_route', `/wp/v2${route}`)
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  return address.href
}
