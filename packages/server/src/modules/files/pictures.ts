import type { MessageSource } from './message-source.ts'

/**
 * Puts pictures of a mail in their place: those inside the mail come from its attachments, those of foreign servers stay
 * out until somebody asks, and then come through our server, so that the sender never sees who looked when.
 */
export function withPictures(message: MessageSource, remote: boolean): string {
  const byContentId = new Map(
    message.attachments.flatMap((attachment) =>
      attachment.contentId ? [[attachment.contentId.replace(/^<|>$/g, ''), attachment.index] as const] : [],
    ),
  )
  let remoteIndex = -1
  return (message.html ?? '')
    .replace(/src="cid:([^"]{1,300})"/g, (_, id: string) => {
      const index = byContentId.get(decodeURIComponentSafely(id))
      return index === undefined ? 'src=""' : `src="/api/v1/messages/${message.id}/attachments/${index}"`
    })
    .replace(/data-remote-src="[^"]{1,2000}"/g, (all) => {
      remoteIndex += 1
      return remote ? `src="/api/v1/messages/${message.id}/pictures/${remoteIndex}"` : all
    })
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('&amp;', '&'))
  } catch {
    return text
  }
}
