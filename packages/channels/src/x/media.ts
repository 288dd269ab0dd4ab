import { type AttachmentContent, ConnectorError, type RemoteMedia } from '../connector.ts'
import { answerFault, callNetwork, readingFault } from '../kit/network-call.ts'
import { tokenOf, type XContext } from './settings.ts'

const largestBytes = 50 * 1024 * 1024

/** Pictures of posts are open to all; those of messages want our token, which no other host than X's ever gets. */
export async function fetchXMedia(context: XContext, { url }: RemoteMedia): Promise<AttachmentContent> {
  const address = url ? URL.parse(url) : null
  if (!address) throw new ConnectorError('permanent', 'gone')
  const isOfMessages = /^ton\.(?:twitter|x)\.com$/.test(address.hostname) && address.protocol === 'https:'
  const headers: Record<string, string> = isOfMessages ? { authorization: `Bearer ${await tokenOf(context)}` } : {}
  const answer = await callNetwork(context, address.href, { headers, maxBytes: largestBytes, timeoutMs: 60_000 }).catch(
    (error: unknown) => {
      throw readingFault(error)
    },
  )
  if (answer.status === 404 || answer.status === 403) throw new ConnectorError('permanent', 'gone')
  const fault = answerFault({ ...answer, json: null })
  if (fault) throw fault
  const type = answer.headers['content-type']?.split(';', 1)[0] ?? 'application/octet-stream'
  return { name: address.pathname.split('/').at(-1)?.slice(0, 100) || 'file', type, content: answer.body }
}
