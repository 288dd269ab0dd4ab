import { type Post, type PostTarget, publishingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import { WordsDialog } from '#ui/words-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { doPost, hereZone, tones } from './post-data.ts'
import styles from './publishing.module.css'

const targetTones: Record<PostTarget['state'], ChipTone> = {
  open: 'neutral',
  late: 'bad',
  sending: 'soon',
  sent: 'ok',
  failed: 'bad',
  unclear: 'bad',
  discarded: 'neutral',
}

type Props = { id: string; onEdit: (post: Post) => void; onClose: () => void }

/** One post: when, where, in which words, how it stands on each presence, and what can be done. */
export function PostView({ id, onEdit, onClose }: Props) {
  const { t } = useTranslation(['publishing', 'ui'])
  const [doing, setDoing] = useState<'move' | 'withdraw' | null>(null)
  const { data: post, error, refetch } = useQuery(read(publishingRoutes.read, { params: { id } }))
  const may = (action: Post['allowed'][number]) => post?.allowed.includes(action) ?? false
  if (post && doing === 'move')
    return <MoveDialog post={post} day={post.localTime.slice(0, 10)} onClose={() => setDoing(null)} />
  return (
    <>
      <Dialog
        open
        size={640}
        title={t('one')}
        onClose={onClose}
        footer={
          <>
            {may('withdraw') && <Button onClick={() => setDoing('withdraw')}>{t('withdraw.do')}</Button>}
            {may('move') && <Button onClick={() => setDoing('move')}>{t('move.do')}</Button>}
            {post && may('change') && (
              <Button look="primary" onClick={() => onEdit(post)}>
                {t('edit')}
              </Button>
            )}
          </>
        }
      >
        {error && !post && <ErrorState compact error={error} onRetry={() => void refetch()} />}
        {!post && !error && <SkeletonText lines={5} />}
        {post && (
          <div className={styles.form}>
            <p className={styles.meta}>
              <Chip tone={tones[post.state]}>{t(`state.${post.state}`)}</Chip>
              <Moment at={post.plannedAt} />
              {post.timeZone !== hereZone && (
                <span>{t('inZone', { time: post.localTime.slice(11), zone: post.timeZone })}</span>
              )}
              {post.createdBy && <span>{t('by', { name: post.createdBy.name })}</span>}
              {post.isSample && <span>{t('sample')}</span>}
            </p>
            {post.clockChange && <Banner>{t(`clock.${post.clockChange}`)}</Banner>}
            {post.returnedCode && <Banner tone="soon">{t('returned', { reason: post.reason || '–' })}</Banner>}
            {post.state === 'waiting' && post.approval && (
              <Banner>
                <Link to="/approvals/$approvalId" params={{ approvalId: post.approval.id }}>
                  {t('waits')}
                </Link>
              </Banner>
            )}
            {post.state === 'late' && <Banner tone="bad">{t('lateWords')}</Banner>}
            {post.targets.map((target) => (
              <TargetPart key={target.id} post={post} target={target} />
            ))}
            {post.media.length > 0 && (
              <ul className={styles.files} aria-label={t('media')}>
                {post.media.map(({ fileId, name, alt }) => (
                  <li key={fileId}>
                    {name} · {alt || t('noAlt')}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
      </Dialog>
      {post && doing === 'withdraw' && (
        <WordsDialog
          oneLine
          title={t('withdraw.title')}
          label={t('withdraw.why')}
          saveLabel={t('withdraw.do')}
          maxLength={300}
          least={0}
          onSave={async (reason) => {
            const body = { version: post.version, reason }
            return (
              (await doPost(() => call(publishingRoutes.withdraw, { params: { id }, body }), t('done.withdrawn'))) !==
              null
            )
          }}
          onClose={() => setDoing(null)}
        />
      )}
    </>
  )
}

const errorWords: Record<string, 'error.guideline' | 'error.throttled' | undefined> = {
  guideline: 'error.guideline',
  throttled: 'error.throttled',
}

function TargetPart({ post, target }: { post: Post; target: PostTarget }) {
  const { t } = useTranslation('publishing')
  const resolve = (decision: 'send_now' | 'was_sent' | 'discard') =>
    void doPost(
      () => call(publishingRoutes.resolve, { params: { id: post.id }, body: { targetId: target.id, decision } }),
      t(`done.${decision}`),
    )
  const asks = post.allowed.includes('resolve') && ['late', 'failed', 'unclear'].includes(target.state)
  return (
    <section className={styles.target} aria-label={target.presence.name}>
      <div className={styles.meta}>
        <ChannelGlyph kind={target.presence.kind} named />
        <b>{target.presence.name}</b>
        <Chip tone={targetTones[target.state]}>{t(`target.${target.state}`)}</Chip>
        {target.settledAt && <Moment at={target.settledAt} />}
      </div>
      <p className={styles.words}>{target.text ?? post.text}</p>
      {target.errorCode && (
        <p className={styles.error}>{t(errorWords[target.errorCode] ?? 'error.other', { code: target.errorCode })}</p>
      )}
      {asks && (
        <div className={styles.buttons}>
          <Button look="primary" onClick={() => resolve('send_now')}>
            {t(target.state === 'late' ? 'resolve.now' : 'resolve.again')}
          </Button>
          {target.state === 'unclear' && <Button onClick={() => resolve('was_sent')}>{t('resolve.was')}</Button>}
          <Button onClick={() => resolve('discard')}>{t('resolve.discard')}</Button>
        </div>
      )}
    </section>
  )
}
