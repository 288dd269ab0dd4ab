import type { DiscourseSecrets, DiscourseSettings } from '@resonanz/contracts'
import type { z } from 'zod'
import { type ConnectorContext, ConnectorError } from '../connector.ts'
import type { EgressOptions } from '../kit/egress.ts'
import { answerFault, callNetwork, type NetworkAnswer, readingFault } from '../kit/network-call.ts'
import { Told } from './shapes.ts'

export type Settings = z.output<typeof DiscourseSettings>
export type Secrets = z.output<typeof DiscourseSecrets>
export type DiscourseContext = ConnectorContext<Settings, Secrets>

/** One request with our key, as our user. Any status is an answer. Throws EgressError. */
export async function call(
  context: DiscourseContext,
  path: string,
  options: EgressOptions = {},
): Promise<NetworkAnswer> {
  const { settings, secrets } = context
  const answer = await callNetwork(context, addressOf(settings, path), {
    timeoutMs: context.patienceMs ? 2 * context.patienceMs : 30_000,
    ...options,
    headers: {
      accept: 'application/json',
      'api-key': secrets.apiKey,
      'api-username': settings.username,
      ...options.headers,
    },
  })
  return withWait(answer)
}

/** Reads what the shape says; null where there is none (404, 410). Throws ConnectorError. */
export async function readOrNull<T>(context: DiscourseContext, path: string, shape: z.ZodType<T>): Promise<T | null> {
  const answer = await call(context, path).catch((error: unknown) => {
    throw readingFault(error)
  })
  if (answer.status === 404 || answer.status === 410) return null
  // A key that is unknown, withdrawn or of another user answers 403.
  if (answer.status === 403) throw new ConnectorError('sign_in', 'refused')
  const fault = answerFault(answer)
  if (fault) throw fault
  if (answer.status >= 400) throw new ConnectorError('permanent', 'refused')
  const parsed = shape.safeParse(answer.json)
  if (!parsed.success) throw new ConnectorError('transient', 'wrong-shape')
  return parsed.data
}

export async function read<T>(context: DiscourseContext, path: string, shape: z.ZodType<T>): Promise<T> {
  const found = await readOrNull(context, path, shape)
  if (found === null) throw new ConnectorError('permanent', 'not-found')
  return found
}

/** Forums may lie in a folder of their host. */
export function addressOf({ url }: Pick<Settings, 'url'>, path: string): string {
  return `${url.replace(/\/+$/, '')}${path}`
}

/** Discourse says in the body how long to wait. */
function withWait(answer: NetworkAnswer): NetworkAnswer {
  const seconds = answer.status === 429 ? Told.safeParse(answer.json).data?.extras?.wait_seconds : undefined
  if (seconds === undefined || answer.headers['retry-after'] !== undefined) return answer
  return { ...answer, headers: { ...answer.headers, 'retry-after': String(Math.ceil(seconds)) } }
}
