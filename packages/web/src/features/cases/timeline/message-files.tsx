import type { Attachment } from '@resonanz/contracts'
import { AttachmentCard } from '#ui/attachment-card.tsx'
import styles from './timeline.module.css'

const PICTURE = /^image\/(png|jpeg|gif|webp|avif)$/

/** Files of a message: pictures that stood in the text are shown, everything else is a card to download. */
export function MessageFiles({ attachments }: { attachments: Attachment[] }) {
  if (attachments.length === 0) return null
  return (
    <div className={styles.files}>
      {attachments.map((file) =>
        file.inline && PICTURE.test(file.type) ? (
          <a key={file.index} href={file.href} target="_blank" rel="noopener" className={styles.picture}>
            <img src={file.href} alt={file.name} loading="lazy" />
          </a>
        ) : (
          <AttachmentCard key={file.index} name={file.name} type={file.type} size={file.size} href={file.href} />
        ),
      )}
    </div>
  )
}
