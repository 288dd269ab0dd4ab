import { z } from 'zod'
import { type AttachmentContent, ConnectorError, type RemoteMedia } from '../connector.ts'
import { answerFault, callNetwork, readingFault } from '../kit/network-call.ts'
import { readGraph, segment } from './graph.ts'
import type { MetaContext } from './settings.ts'

const largestBytes = 25 * 1024 * 1024

/** Bytes behind an address of Meta's, by which no token is needed: pictures of comments, posts, messages and stories. */
export async function fetchByAddress(context: MetaContext, { url }: RemoteMedia): Promise<AttachmentContent> {
  if (!url) throw new ConnectorError('permanent', 'not-found')
  return load(context, url, {})
}

const Lookup = z.object({
  url: z.url().max(4_000),
  mime_type: z.string().catch(''),
  file_size: z.coerce.number().optional().catch(undefined),
})

/** A file of WhatsApp: its address is asked by its id, holds for five minutes, and is served to who shows the token. */
export async function fetchWhatsAppFile(context: MetaContext, remote: RemoteMedia): Promise<AttachmentContent> {
  if (remote.url) return fetchByAddress(context, remote)
  if (!remote.ref) throw new ConnectorError('permanent', 'not-found')
  const found = await readGraph(context, { path: segment(remote.ref) }, Lookup)
  if ((found.file_size ?? 0) > largestBytes) throw new ConnectorError('permanent', 'too-large')
  // The token goes to Meta's own servers and nowhere else, whatever the answer says.
  const own = new URL(context.settings.apiRoot).origin
  const { origin, host, protocol } = new URL(found.url)
  const trusted =
    origin === own ||
    (protocol === 'https:' && /(?:^|\.)(?:fbsbx\.com|fbcdn\.net|whatsapp\.net|facebook\.com)$/.test(host))
  return load(
    context,
    found.url,
    trusted ? { authorization: `Bearer ${context.secrets.accessToken}` } : {},
    found.mime_type,
  )
}

async function load(
  context: MetaContext,
  url: string,
  headers: Record<string, string>,
  type = '',
): Promise<AttachmentContent> {
  const options = { headers, maxBytes: largestBytes, timeoutMs: 50_000, redirects: 'follow-checked' as const }
  const answer = await callNetwork(context, url, options).catch((error: unknown) => {
    throw readingFault(error)
  })
  if (answer.status === 403 || answer.status === 410 || answer.status === 401)
    throw new ConnectorError('permanent', 'expired')
  if (answer.status === 404) throw new ConnectorError('permanent', 'not-found')
  // A file is no JSON: only the status counts.
  const fault = answerFault({ ...answer, json: null })
  if (fault) throw fault
  if (answer.status !== 200) throw new ConnectorError('permanent', 'not-found')
  const last = URL.parse(url)?.pathname.split('/').at(-1) ?? ''
  return {
    name: /\.[a-z0-9]{2,5}$/i.test(last) ? last : '',
    type: type || (answer.headers['content-type'] ?? ''),
    content: answer.body,
  }
}

const Mention = z.object({
  mentioned_comment: z
    .object({ text: z.string().catch(''), timestamp: z.string().catch(''), username: z.string().catch('') })
    .optional(),
  mentioned_media: z
    .object({ caption: z.string().catch(''), username: z.string().catch(''), permalink: z.string().catch('') })
    .optional(),
})

/** What stands where we were mentioned, as text: pushes name only the place. */
export async function fetchInstagramFile(
  context: MetaContext<{ accountId: string } & MetaContext['settings']>,
  remote: RemoteMedia,
): Promise<AttachmentContent> {
  const place = /^mention\/(\d*)\/(\d*)$/.exec(remote.ref ?? '')
  if (!place) return fetchByAddress(context, remote)
  const [, media = '', comment = ''] = place
  const fields = comment
    ? `mentioned_comment.comment_id(${comment}){text,timestamp,username,media{permalink}}`
    : `mentioned_media.media_id(${media}){caption,username,permalink,timestamp}`
  const found = await readGraph(context, { path: segment(context.settings.accountId), query: { fields } }, Mention)
  const { mentioned_comment: said, mentioned_media: post } = found
  const who = said?.username || post?.username
  const lines = [who ? `@${who}` : '', said?.text || post?.caption || '', post?.permalink ?? '', said?.timestamp ?? '']
  return { name: '', type: 'text/plain', content: Buffer.from(`${lines.filter(Boolean).join('\n')}\n`) }
}
