import { MastodonSecrets, type MastodonSettings } from '@resonanz/contracts'
import { z } from 'zod'
import { type ConnectorContext, ConnectorError } from '../connector.ts'
import type { EgressOptions } from '../kit/egress.ts'
import { untilReset } from '../kit/allowance.ts'
import { answerFault, callNetwork, type NetworkAnswer, readingFault } from '../kit/network-call.ts'

export type Settings = z.output<typeof MastodonSettings>
/** After signing in by button also the app that was made for it: by it the access is taken back. */
export const SealedSecrets = z.object({
  ...MastodonSecrets.shape,
  clientId: z.string().optional(),
  clientSecret: z.string().optional(),
})
export type Secrets = z.output<typeof SealedSecrets>
export type MastodonContext = ConnectorContext<Settings, Secrets>
type Caller = Pick<MastodonContext, 'egress' | 'signal' | 'patienceMs'> & {
  settings: Pick<Settings, 'instance'>
  secrets: Pick<Secrets, 'accessToken'>
}
export type Query = Record<string, string | readonly string[] | undefined>

/** One request with our token. Any status is an answer. Throws EgressError. */
export async function call(
  context: Caller,
  path: string,
  { query = {}, ...options }: EgressOptions & { query?: Query } = {},
): Promise<NetworkAnswer> {
  const url = new URL(path, context.settings.instance)
  for (const [name, value] of Object.entries(query)) {
    for (const one of value === undefined ? [] : [value].flat()) url.searchParams.append(name, one)
  }
  const answer = await callNetwork(context, url.href, {
    timeoutMs: context.patienceMs ? 2 * context.patienceMs : 30_000,
    ...options,
    headers: { accept: 'application/json', authorization: `Bearer ${context.secrets.accessToken}`, ...options.headers },
  })
  return withReset(answer)
}

/** Reads what the shape says; null where the server has no such thing (404, 410). Throws ConnectorError. */
export async function readOrNull<T>(
  context: Caller,
  path: string,
  shape: z.ZodType<T>,
  query?: Query,
): Promise<T | null> {
  const answer = await call(context, path, query ? { query } : {}).catch((error: unknown) => {
    throw readingFault(error)
  })
  if (answer.status === 404 || answer.status === 410) return null
  // A token that is nobody's: some servers call it unprocessable. Blocked or disabled: only a person can change it.
  if (answer.status === 422) throw new ConnectorError('sign_in', 'token-revoked')
  if (answer.status === 403) throw new ConnectorError('sign_in', 'refused')
  const fault = answerFault(answer)
  if (fault) throw fault
  if (answer.status >= 400) throw new ConnectorError('permanent', 'refused')
  const parsed = shape.safeParse(answer.json)
  if (!parsed.success) throw new ConnectorError('transient', 'wrong-shape')
  return parsed.data
}

export async function read<T>(context: Caller, path: string, shape: z.ZodType<T>, query?: Query): Promise<T> {
  const found = await readOrNull(context, path, shape, query)
  // The API is not there: another program, or another address.
  if (found === null) throw new ConnectorError('permanent', 'not-found')
  return found
}

/** Mastodon names the moment its quota is whole again, by its own clock, instead of Retry-After. */
function withReset(answer: NetworkAnswer): NetworkAnswer {
  const waitMs = answer.status === 429 ? untilReset(answer.headers, Date.now()) : null
  if (waitMs === null || answer.headers['retry-after'] !== undefined) return answer
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(Math.ceil(waitMs / 1_000)) } }
}
