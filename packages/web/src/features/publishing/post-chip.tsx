import type { Post } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { wallClockAt } from './days.ts'
import { hereZone, tones } from './post-data.ts'
import styles from './publishing.module.css'

/** One post in a day of the calendar. */
export function PostChip({ post, onOpen }: { post: Post; onOpen: (id: string) => void }) {
  const { t } = useTranslation('publishing')
  const time = wallClockAt(new Date(post.plannedAt), hereZone).slice(11)
  const words = post.text || post.targets.find(({ text }) => text)?.text || ''
  const mayMove = post.allowed.includes('move')
  return (
    <button
      type="button"
      className={styles.post}
      data-post={post.id}
      data-tone={tones[post.state]}
      data-state={post.state}
      draggable={mayMove}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', post.id)}
      onClick={() => onOpen(post.id)}
      aria-label={t('postOf', {
        time,
        state: t(`state.${post.state}`),
        places: post.targets.map(({ presence }) => presence.name).join(', '),
        words: words.slice(0, 80),
      })}
    >
      <span className={styles.postHead}>
        <b>{time}</b>
        {post.targets.slice(0, 4).map(({ id, presence }) => (
          <ChannelGlyph key={id} kind={presence.kind} size={12} />
        ))}
      </span>
      <span className={styles.postWords}>{words}</span>
      {post.state !== 'planned' && post.state !== 'sent' && (
        <span className={styles.postState}>{t(`state.${post.state}`)}</span>
      )}
    </button>
  )
}
