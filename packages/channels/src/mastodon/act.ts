import type { MessageAction } from '@resonanz/contracts'
import type { ActionOnMessage, SendOutcome } from '../connector.ts'
import { answerOutcome, sendingFault } from '../kit/network-call.ts'
import { call, type MastodonContext } from './client.ts'
import { statusIdOf } from './find-status.ts'
import { refusalOf } from './refusal.ts'

const paths: Partial<Record<MessageAction, string>> = {
  like: '/favourite',
  unlike: '/unfavourite',
  pin: '/pin',
  unpin: '/unpin',
  delete: '',
}

export async function act(
  context: MastodonContext,
  { action, externalId, meta }: ActionOnMessage,
): Promise<SendOutcome> {
  const path = paths[action]
  if (path === undefined) return { state: 'failed', code: 'not-supported', detail: action }
  try {
    const id = await statusIdOf(context, externalId, meta)
    if (id === null) return { state: 'failed', code: 'message-gone', detail: '' }
    const method = action === 'delete' ? 'DELETE' : 'POST'
    const answer = await call(context, `/api/v1/statuses/${encodeURIComponent(id)}${path}`, { method })
    return answerOutcome(answer) ?? refusalOf(answer) ?? { state: 'handed_over', providerId: null }
  } catch (error) {
    return sendingFault(error)
  }
}
