import { type CaseDetail } from '@resonanz/contracts'
import { HeartHandshake } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { Button } from '#ui/button.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { type PromiseItem, usePromises } from './promise-data.ts'
import { OpenPromise, PastPromise } from './promise-item.tsx'
import styles from './promises.module.css'

const AddDialog = lazy(() => import('./add-dialog.tsx').then((file) => ({ default: file.AddDialog })))
const settling = () => import('./settle-dialogs.tsx')
const KeepDialog = lazy(() => settling().then((file) => ({ default: file.KeepDialog })))
const DropDialog = lazy(() => settling().then((file) => ({ default: file.DropDialog })))
const MoveDialog = lazy(() => import('./move-dialog.tsx').then((file) => ({ default: file.MoveDialog })))

type Open = { what: 'add' } | { what: 'keep' | 'drop' | 'move'; item: PromiseItem }

/** What the customer was promised: open ones first with the way to keep, move or drop them; the others as a record. */
export function PromisesCard({ detail, onlyOpen = false }: { detail: CaseDetail; onlyOpen?: boolean }) {
  const { t } = useTranslation(['promises', 'ui'])
  const [open, setOpen] = useState<Open | null>(null)
  const { data, error, refetch } = usePromises(detail.id)
  const may = data?.allowed.includes('add') ?? false
  useActions([
    {
      id: 'case.promise',
      key: 's',
      labelKey: 'promises:add.act',
      icon: HeartHandshake,
      when: may && !onlyOpen,
      run: () => setOpen({ what: 'add' }),
    },
  ])
  const close = () => setOpen(null)
  const standing = data?.items.filter(({ state }) => state === 'open') ?? []
  const past = data?.items.filter(({ state }) => state !== 'open') ?? []
  return (
    <section className={styles.section} aria-label={t('title')} id="case-promises" tabIndex={-1}>
      <div className={styles.head}>
        <h3>{t('title')}</h3>
        {may && !onlyOpen && (
          <Button small icon={HeartHandshake} keyHint="s" onClick={() => setOpen({ what: 'add' })}>
            {t('add.short')}
          </Button>
        )}
      </div>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={2} />}
      {data && standing.length === 0 && <p className={styles.none}>{t(onlyOpen ? 'allSettled' : 'none')}</p>}
      {data && standing.length > 0 && (
        <ul className={styles.list}>
          {standing.map((item) => (
            <OpenPromise key={item.id} item={item} data={data} onOpen={(what) => setOpen({ what, item })} />
          ))}
        </ul>
      )}
      {past.length > 0 && !onlyOpen && (
        <details className={styles.past}>
          <summary>{t('past', { count: past.length })}</summary>
          <ul className={styles.list}>
            {past.map((item) => (
              <PastPromise key={item.id} item={item} />
            ))}
          </ul>
        </details>
      )}
      <Suspense>
        {open?.what === 'add' && <AddDialog detail={detail} onClose={close} />}
        {open?.what === 'keep' && data && <KeepDialog item={open.item} data={data} onClose={close} />}
        {open?.what === 'drop' && <DropDialog item={open.item} onClose={close} />}
        {open?.what === 'move' && <MoveDialog item={open.item} onClose={close} />}
      </Suspense>
    </section>
  )
}
