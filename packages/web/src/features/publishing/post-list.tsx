import type { Post } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { Row, Rows } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { tones } from './post-data.ts'
import styles from './publishing.module.css'

/** Posts by their time: what a phone shows. */
export function PostList({ posts, onOpen }: { posts: readonly Post[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('publishing')
  return (
    <Rows label={t('title')}>
      {posts.map((post) => (
        <Row
          key={post.id}
          title={
            <button type="button" className={styles.lineButton} data-post={post.id} onClick={() => onOpen(post.id)}>
              {post.text || post.targets.find(({ text }) => text)?.text || t('noWords')}
            </button>
          }
          meta={
            <span className={styles.meta}>
              <Moment at={post.plannedAt} />
              {post.targets.map(({ id, presence }) => (
                <span key={id} className={styles.place}>
                  <ChannelGlyph kind={presence.kind} size={14} /> {presence.name}
                </span>
              ))}
            </span>
          }
          actions={<Chip tone={tones[post.state]}>{t(`state.${post.state}`)}</Chip>}
        />
      ))}
    </Rows>
  )
}
