import { type AttachmentContent, type ConnectorContext, ConnectorError, type RemoteMedia } from '../connector.ts'
import { EgressError } from './egress-error.ts'
import { readingFault } from './network-call.ts'

const mostBytes = 25 * 1024 * 1024

/** A picture or film that stands openly at an address, wherever that is; our token stays with us. Throws ConnectorError. */
export async function remoteFile(
  context: Pick<ConnectorContext, 'egress' | 'signal'>,
  { url }: RemoteMedia,
): Promise<AttachmentContent> {
  if (url === undefined) throw new ConnectorError('permanent', 'bad-address')
  const options = {
    maxBytes: mostBytes,
    timeoutMs: 60_000,
    redirects: 'follow-checked',
    signal: context.signal,
  } as const
  const answer = await context.egress.fetch(url, options).catch((error: unknown) => {
    if (error instanceof EgressError && error.code === 'too-large') throw new ConnectorError('permanent', 'too-large')
    throw readingFault(error)
  })
  if (answer.status === 429 || answer.status >= 500) throw new ConnectorError('transient', 'server-error')
  if (answer.status !== 200) throw new ConnectorError('permanent', 'gone')
  const type = answer.headers['content-type']?.split(';', 1)[0]?.trim() ?? 'application/octet-stream'
  return { name: new URL(url).pathname.split('/').at(-1)?.slice(-100) || 'media', type, content: answer.body }
}
