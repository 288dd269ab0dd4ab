import { type ActionOnMessage, ConnectorError, type SendOutcome } from '../connector.ts'
import { sendingFault } from '../kit/network-call.ts'
import { write } from './api.ts'
import { whoAreWe } from './read.ts'
import type { XContext } from './settings.ts'

/** Likes are ours to give; only answers under posts of ours can be hidden, only posts of ours deleted. */
export async function actOnX(context: XContext, { action, externalId }: ActionOnMessage): Promise<SendOutcome> {
  if (!/^\d{1,25}$/.test(externalId)) return { state: 'failed', code: 'no-target', detail: '' }
  const done = () => null
  if (action === 'hide' || action === 'unhide') {
    const json = { hidden: action === 'hide' }
    return write(context, { method: 'PUT', path: `/2/tweets/${externalId}/hidden`, json }, done)
  }
  if (action === 'delete') return write(context, { method: 'DELETE', path: `/2/tweets/${externalId}` }, done)
  if (action !== 'like' && action !== 'unlike') return { state: 'failed', code: 'not-offered', detail: '' }
  try {
    const { id } = await whoAreWe(context)
    if (action === 'like')
      return await write(
        context,
        { method: 'POST', path: `/2/users/${id}/likes`, json: { tweet_id: externalId } },
        done,
      )
    return await write(context, { method: 'DELETE', path: `/2/users/${id}/likes/${externalId}` }, done)
  } catch (error) {
    if (error instanceof ConnectorError) return sendingFault(error)
    throw error
  }
}
