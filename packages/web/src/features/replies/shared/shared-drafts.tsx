import { type SharedDraft, sharedDraftRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { FilePenLine, History, MessageSquareText, PenLine, Users } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions, useKeyFor } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useNow } from '#lib/clock.ts'
import { read } from '#lib/query.ts'
import { announce } from '#ui/announcer.tsx'
import { Button } from '#ui/button.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { DraftField } from '../use-draft.ts'
import { Comments } from './comments.tsx'
import styles from './shared.module.css'

const VersionsDialog = lazy(() => import('./versions-dialog.tsx').then((file) => ({ default: file.VersionsDialog })))
const CommentDialog = lazy(() => import('./comment-dialog.tsx').then((file) => ({ default: file.CommentDialog })))

/** While a colleague writes their words are asked for this often; what is done with a draft comes live. */
const WRITING_MS = 4_000
type Props = { caseId: string; draft: DraftField }
type Opened = { what: 'versions' | 'comment'; item: SharedDraft }

/** Answers of this case that are shared while they are written: those of colleagues to take over, mine to be read. */
export function SharedDrafts({ caseId, draft }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const now = useNow()
  const isHeld = (item: SharedDraft) => item.heldUntil !== null && new Date(item.heldUntil) > now
  const query = useQuery({
    ...read(sharedDraftRoutes.ofCase, { params: { id: caseId } }),
    refetchInterval: ({ state }) => (state.data?.items.some((item) => !item.isMine) ? WRITING_MS : false),
  })
  const items = query.data?.items ?? []
  const theirs = items.filter((item) => !item.isMine)
  const mine = items.find((item) => item.isMine)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [busy, setBusy] = useState(false)
  const takeKey = useKeyFor('draft.takeOver', 'Shift+u')

  async function doIt(what: () => Promise<void>, said?: string): Promise<void> {
    setBusy(true)
    try {
      await what()
      if (said) announce(said)
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
      void query.refetch()
    }
  }
  const share = (wanted: boolean) => doIt(() => draft.share(wanted), t(wanted ? 'shared.isShared' : 'shared.isOwn'))
  const takeOver = ({ id, writer }: SharedDraft) =>
    doIt(
      () =>
        draft.bring(
          () => call(sharedDraftRoutes.takeOver, { params: { id: caseId, draftId: id }, body: { from: writer.id } }),
          true,
        ),
      t('shared.taken'),
    )

  useActions([
    {
      id: 'draft.share',
      key: 'Shift+s',
      labelKey: draft.isShared ? 'replies:shared.unshare' : 'replies:shared.share',
      icon: Users,
      when: draft.isShared || !draft.isBlank,
      run: () => void share(!draft.isShared),
    },
    {
      id: 'draft.takeOver',
      key: 'Shift+u',
      labelKey: 'replies:shared.takeOver',
      icon: PenLine,
      when: theirs.length > 0,
      run: () => theirs[0] && void takeOver(theirs[0]),
    },
    {
      id: 'draft.comment',
      labelKey: mine ? 'replies:shared.review' : 'replies:shared.comment',
      icon: MessageSquareText,
      when: items.length > 0,
      run: () => setOpened({ what: 'comment', item: mine ?? items[0]! }),
    },
    {
      id: 'draft.versions',
      labelKey: 'replies:shared.versions',
      icon: History,
      when: items.length > 0,
      run: () => setOpened({ what: 'versions', item: mine ?? items[0]! }),
    },
  ])
  const buttons = (item: SharedDraft) => (
    <>
      <Button small look="quiet" onClick={() => setOpened({ what: 'comment', item })}>
        {t(item.isMine ? 'shared.review' : 'shared.comment')}
      </Button>
      <Button small look="quiet" onClick={() => setOpened({ what: 'versions', item })}>
        {t('shared.versions')}
      </Button>
    </>
  )
  return (
    <>
      {draft.lost && (
        <div className={styles.card} role="status">
          <p>
            {draft.lost.by || theirs[0]
              ? t('shared.lostTo', { name: draft.lost.by ?? theirs[0]!.writer.name })
              : t('shared.lost')}{' '}
            {t(draft.lost.keepsOwn ? 'shared.lostOwn' : 'shared.lostKept')}
          </p>
          <Button small look="quiet" onClick={draft.dropLost}>
            {t('ui:close')}
          </Button>
        </div>
      )}
      {theirs.map((item) => (
        <section key={item.id} className={styles.card} aria-label={t('shared.of', { name: item.writer.name })}>
          <p className={styles.head}>
            <FilePenLine size={16} />
            <b>{t('shared.of', { name: item.writer.name })}</b>
            <RelativeTime at={item.savedAt} />
            {isHeld(item) && <span>{t('shared.writing')}</span>}
          </p>
          <p className={styles.words} tabIndex={0}>
            {item.text}
          </p>
          <Comments comments={item.comments} />
          <div className={styles.acts}>
            <Button
              small
              busy={busy}
              keyHint={item === theirs[0] ? takeKey : undefined}
              onClick={() => void takeOver(item)}
            >
              {t(isHeld(item) ? 'shared.takeOver' : 'shared.goOn')}
            </Button>
            {buttons(item)}
          </div>
        </section>
      ))}
      {mine && draft.isShared && (
        <section className={styles.card} aria-label={t('shared.mine')}>
          <p className={styles.head}>
            <Users size={16} />
            <b>{t('shared.mine')}</b>
            {mine.authors.length > 0 && (
              <span>{t('shared.with', { names: mine.authors.map(({ name }) => name).join(', ') })}</span>
            )}
          </p>
          <Comments comments={mine.comments} />
          <div className={styles.acts}>
            {buttons(mine)}
            <Button small look="quiet" busy={busy} onClick={() => void share(false)}>
              {t('shared.unshare')}
            </Button>
          </div>
        </section>
      )}
      {opened && (
        <Suspense>
          {opened.what === 'comment' ? (
            <CommentDialog caseId={caseId} item={opened.item} onClose={() => setOpened(null)} />
          ) : (
            <VersionsDialog
              caseId={caseId}
              item={opened.item}
              onRestore={(versionId) => {
                setOpened(null)
                const params = { id: caseId, draftId: opened.item.id }
                void doIt(
                  () => draft.bring(() => call(sharedDraftRoutes.restore, { params, body: { versionId } }), false),
                  t('shared.restored'),
                )
              }}
              onClose={() => setOpened(null)}
            />
          )}
        </Suspense>
      )}
    </>
  )
}
