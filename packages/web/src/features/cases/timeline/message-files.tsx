import type { Attachment, ChannelKind } from '@resonanz/contracts'
import { AttachmentCard } from '#ui/attachment-card.tsx'
import { AwaitedFile } from '#ui/awaited-file.tsx'
import styles from './timeline.module.css'

const PICTURE = /^image\/(png|jpeg|gif|webp|avif)$/

type Props = { attachments: Attachment[]; channel: ChannelKind }

/**
 * Files of a message: pictures that stood in a mail's text or under a post are shown, everything else is a card to
 * download; what lies at the network still, or stayed there, says so.
 */
export function MessageFiles({ attachments, channel }: Props) {
  if (attachments.length === 0) return null
  return (
    <div className={styles.files}>
      {attachments.map((file) =>
        file.media ? (
          <AwaitedFile key={file.index} name={file.name} state={file.media} code={file.code} />
        ) : PICTURE.test(file.type) && (file.inline || channel !== 'email') ? (
          <a key={file.index} href={file.href} target="_blank" rel="noopener" className={styles.picture}>
            <img src={file.href} alt={file.alt || file.name} loading="lazy" />
          </a>
        ) : (
          <AttachmentCard key={file.index} name={file.name} type={file.type} size={file.size} href={file.href} />
        ),
      )}
    </div>
  )
}
