import { type AttachmentContent, ConnectorError, type RemoteMedia } from '../connector.ts'
import { callNetwork, readingFault, retryAfter } from '../kit/network-call.ts'
import { isDid } from './at-uri.ts'
import type { BlueskyContext } from './settings.ts'

const maxBytes = 10 * 1024 * 1024

/** A picture of a post: as the view shows it, else from the network's public cache. Nothing of our session goes there. */
export async function fetchPicture(
  context: Pick<BlueskyContext, 'egress' | 'signal'>,
  remote: RemoteMedia,
): Promise<AttachmentContent> {
  const url = remote.url ?? cacheAddress(remote.ref)
  if (url === null) throw new ConnectorError('permanent', 'not-found')
  let answer
  try {
    answer = await callNetwork(context, url, { maxBytes, redirects: 'follow-checked' })
  } catch (error) {
    throw readingFault(error)
  }
  const { status, headers, body } = answer
  if (status === 200)
    return { name: 'bild', type: headers['content-type']?.split(';')[0]?.trim() || 'image/jpeg', content: body }
  if (status === 404 || status === 410 || status === 400) throw new ConnectorError('permanent', 'not-found')
  const retryAfterMs = retryAfter(answer, Date.now())
  if (status === 429) throw new ConnectorError('transient', 'throttled', retryAfterMs === null ? {} : { retryAfterMs })
  throw new ConnectorError(status >= 500 ? 'transient' : 'permanent', status >= 500 ? 'server-error' : 'refused')
}

function cacheAddress(ref: string | undefined): string | null {
  const [did = '', cid = ''] = (ref ?? '').split('/')
  if (!isDid(did) || !/^[a-z2-7]{10,100}$/.test(cid)) return null
  return `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${cid}@jpeg`
}
