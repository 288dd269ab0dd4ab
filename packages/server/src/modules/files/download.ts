import { type AttachmentContent, sniffType } from '@resonanz/channels'
import type { FastifyReply } from 'fastify'

const showable = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/bmp'])

/**
 * Answers with a stranger's bytes: the type comes from the bytes, pictures may be shown, everything else is a download;
 * always nosniff and sandboxed, the name is only a header.
 */
export async function download(reply: FastifyReply, file: AttachmentContent): Promise<Buffer> {
  const bytes = Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength)
  const { type } = await sniffType(bytes, file.type, file.name)
  const disposition = showable.has(type) ? 'inline' : 'attachment'
  reply
    .header('content-type', showable.has(type) ? type : 'application/octet-stream')
    .header(
      'content-disposition',
      `${disposition}; filename="${asciiName(file.name)}"; filename*=UTF-8''${encodeURIComponent(cleanName(file.name))}`,
    )
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, max-age=3600')
  return bytes
}

/** No path, no control or direction characters, no name that hides its ending. */
export function cleanName(name: string): string {
  const last =
    name
      .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  return last.replace(/^\.+/, '').slice(-120) || 'file'
}
function asciiName(name: string): string {
  return cleanName(name).replace(/[^\x20-\x7e]|["\\]/g, '_')
}
