import type { InboundAttachment } from '../connector.ts'
import { safeFileName } from '../kit/file-type.ts'
import type { File, Message } from './shapes.ts'

/** The files of a message by their `file_id`; a photo comes in several sizes, the largest counts. */
export function attachmentsOf(message: Message): InboundAttachment[] {
  const photo = (message.photo ?? []).toSorted((a, b) => area(a) - area(b)).at(-1)
  const { sticker } = message
  // An animation also comes as a document, for who does not know animations.
  const document = message.animation ? undefined : message.document
  const found: [File | undefined, string, string][] = [
    [photo, 'photo.jpg', 'image/jpeg'],
    [message.animation, 'animation.mp4', 'video/mp4'],
    [document, 'document', 'application/octet-stream'],
    [message.audio, 'audio.mp3', 'audio/mpeg'],
    [message.video, 'video.mp4', 'video/mp4'],
    [message.video_note, 'video.mp4', 'video/mp4'],
    [message.voice, 'voice.ogg', 'audio/ogg'],
    [sticker, ...stickerType(sticker)],
  ]
  return found
    .flatMap(([file, name, type]) => (file ? [{ file, name, type }] : []))
    .map(({ file, name, type }, index) => ({
      index,
      name: safeFileName(file.file_name ?? name, name),
      type: file.mime_type?.slice(0, 120) ?? type,
      size: Math.max(0, file.file_size ?? 0),
      inline: false,
      remote: { ref: file.file_id },
    }))
}

function stickerType(sticker: Message['sticker']): [string, string] {
  if (sticker?.is_video) return ['sticker.webm', 'video/webm']
  if (sticker?.is_animated) return ['sticker.tgs', 'application/gzip']
  return ['sticker.webp', 'image/webp']
}

function area({ width = 0, height = 0 }: { width?: number | undefined; height?: number | undefined }): number {
  return width * height
}
