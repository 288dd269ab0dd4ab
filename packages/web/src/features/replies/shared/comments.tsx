import type { SharedDraft } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { RelativeTime } from '#ui/relative-time.tsx'
import styles from './shared.module.css'

const SHOWN = 5

/** What colleagues say about a draft, the newest last. */
export function Comments({ comments }: Pick<SharedDraft, 'comments'>) {
  const { t } = useTranslation('replies')
  if (comments.length === 0) return null
  return (
    <ul className={styles.comments} aria-label={t('shared.comments')}>
      {comments.slice(-SHOWN).map((comment) => (
        <li key={comment.id}>
          <b>{comment.by?.name}</b>
          {comment.to && <> → {comment.to.name}</>} <RelativeTime at={comment.at} />
          <br />
          {comment.text}
        </li>
      ))}
    </ul>
  )
}
