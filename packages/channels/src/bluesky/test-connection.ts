import { type ConnectionTest, ConnectorError } from '../connector.ts'
import { callNetwork, readingFault } from '../kit/network-call.ts'
import { queryChat } from './chat-call.ts'
import { query, readAs } from './client.ts'
import { NotificationPage } from './shapes.ts'
import { signIn } from './session.ts'
import type { BlueskyContext } from './settings.ts'

type Step = ConnectionTest['steps'][number]

/** Is it such a server, does the app password open the account, can its notifications be read, and its private messages? */
export async function testBluesky(context: BlueskyContext): Promise<ConnectionTest> {
  const steps: Step[] = []
  const take = async (step: Step['step'], work: () => Promise<void>): Promise<boolean> => {
    const fault = await work().then(
      () => null,
      (error: unknown) => (error instanceof ConnectorError ? error : readingFault(error)),
    )
    const detail = fault && fault.message !== fault.code ? fault.message.slice(0, 300) : null
    steps.push({ step, ok: fault === null, code: fault?.code ?? null, detail })
    return fault === null
  }
  let title: string | undefined
  const ok =
    (await take('connect', () => isServer(context))) &&
    (await take('sign_in', async () => {
      const { handle, did } = await signIn(context)
      title = handle || did
    })) &&
    (await take('read', async () => {
      readAs(await query(context, 'app.bsky.notification.listNotifications', { limit: 1 }), NotificationPage)
    }))
  // Without private messages the public ones work all the same.
  if (ok)
    await take('messages', async () => void (await queryChat(context, 'chat.bsky.convo.listConvos', { limit: 1 })))
  return { ok, steps, found: title === undefined ? {} : { title } }
}

async function isServer(context: BlueskyContext): Promise<void> {
  const url = new URL('/xrpc/com.atproto.server.describeServer', context.settings.service).href
  const { status, json } = await callNetwork(context, url, {
    maxBytes: 200_000,
    timeoutMs: context.patienceMs ?? 20_000,
  })
  const isOne = status === 200 && typeof json === 'object' && json !== null && 'did' in json
  if (!isOne)
    throw new ConnectorError(
      status >= 500 ? 'transient' : 'permanent',
      status >= 500 ? 'server-error' : 'not-this-network',
    )
}
