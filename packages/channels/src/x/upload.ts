import { z } from 'zod'
import { type AttachmentContent, ConnectorError } from '../connector.ts'
import { multipart } from '../kit/multipart.ts'
import { ask } from './api.ts'
import type { XContext } from './settings.ts'

const chunkBytes = 1024 * 1024
const Begun = z.object({ data: z.object({ id: z.string().regex(/^[\w-]{1,60}$/) }) })

/** Uploads pictures in pieces; nothing is public until a post names them. Answers their ids. Throws ConnectorError. */
export async function uploadMedia(
  context: XContext,
  files: readonly AttachmentContent[],
  isPrivate: boolean,
): Promise<string[]> {
  const ids: string[] = []
  for (const file of files) ids.push(await upload(context, file, isPrivate))
  return ids
}

async function upload(
  context: XContext,
  { type, content, name, alt }: AttachmentContent,
  isPrivate: boolean,
): Promise<string> {
  if (!/^image\/(?:jpeg|png|webp)$/.test(type)) throw new ConnectorError('permanent', 'attachment-refused')
  const json = {
    media_type: type,
    total_bytes: content.byteLength,
    media_category: isPrivate ? 'dm_image' : 'tweet_image',
  }
  const begun = await ask(context, { method: 'POST', path: '/2/media/upload/initialize', json }, Begun)
  const { id } = begun.value.data
  for (let at = 0, index = 0; at < content.byteLength; at += chunkBytes, index += 1) {
    const piece = content.subarray(at, at + chunkBytes)
    const form = multipart([
      { name: 'segment_index', value: String(index) },
      { name: 'media', file: { name, type, content: piece } },
    ])
    const call = {
      method: 'POST',
      path: `/2/media/upload/${id}/append`,
      body: form.body,
      contentType: form.contentType,
    } as const
    await ask(context, call, z.unknown())
  }
  await ask(context, { method: 'POST', path: `/2/media/upload/${id}/finalize` }, z.unknown())
  if (alt) {
    const words = { id, metadata: { alt_text: { text: alt.slice(0, 1_000) } } }
    await ask(context, { method: 'POST', path: '/2/media/metadata', json: words }, z.unknown())
  }
  return id
}
