import { type CaseDetail, type PrivatePage, privatePageRoutes } from '@resonanz/contracts'
import { Link2, LockKeyhole, Route } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { ConfirmDialog } from '#ui/dialog.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { PageItem } from './page-item.tsx'
import { type AskedQuestion, doOnPages, freshenPages, isOpen, usePages } from './pages-data.ts'
import styles from './private-pages.module.css'

const AskDialog = lazy(() => import('./ask-dialog.tsx').then((file) => ({ default: file.AskDialog })))
const ResultDialog = lazy(() => import('./result-dialog.tsx').then((file) => ({ default: file.ResultDialog })))
const RevealDialog = lazy(() => import('./reveal-dialog.tsx').then((file) => ({ default: file.RevealDialog })))

type Open =
  | { what: 'ask' }
  | { what: 'link' | 'revoke'; page: PrivatePage }
  | { what: 'reveal'; question: AskedQuestion }

/** What was asked privately in this case, what is still missing, and what came in, masked. */
export function PrivateCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['private-pages', 'ui'])
  const ours = useLanguage()
  const { data, error, refetch } = usePages(detail.id)
  const [open, setOpen] = useState<Open | null>(null)
  const may = data?.allowed.includes('ask') === true && detail.mergedInto === null
  const close = () => setOpen(null)

  async function makeStatusPage(): Promise<void> {
    const language = data?.language ?? ours
    await doOnPages(detail.id, t('status.made'), async () => {
      const { page } = await call(privatePageRoutes.status, { params: { id: detail.id }, body: { language } })
      setOpen({ what: 'link', page })
    })
  }
  useActions([
    {
      id: 'case.statusPage',
      labelKey: 'private-pages:status.act',
      icon: Route,
      when: may,
      run: () => void makeStatusPage(),
    },
  ])
  const item = (page: PrivatePage) => (
    <PageItem
      key={page.id}
      page={page}
      mayReveal={data?.allowed.includes('reveal') ?? false}
      onLink={() => setOpen({ what: 'link', page })}
      onRevoke={() => setOpen({ what: 'revoke', page })}
      onReveal={(question) => setOpen({ what: 'reveal', question })}
    />
  )
  const past = data?.pages.filter((page) => !isOpen(page)) ?? []
  return (
    <section className={styles.section} aria-label={t('title')}>
      <div className={styles.head}>
        <h3>{t('title')}</h3>
        {may && (
          <>
            <Button small icon={LockKeyhole} keyHint="Shift+v" onClick={() => setOpen({ what: 'ask' })}>
              {t('act')}
            </Button>
            <Button small look="quiet" icon={Link2} onClick={() => void makeStatusPage()}>
              {t('status.act')}
            </Button>
          </>
        )}
      </div>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={2} />}
      {data?.pages.length === 0 && <p className={styles.none}>{t('none')}</p>}
      {data?.pages.filter(isOpen).map(item)}
      {past.length > 0 && (
        <details className={styles.past}>
          <summary>{t('page.past', { count: past.length })}</summary>
          <div>{past.map(item)}</div>
        </details>
      )}
      <Suspense>
        {open?.what === 'ask' && <AskDialog caseId={detail.id} onClose={close} />}
        {open?.what === 'link' && <ResultDialog caseId={detail.id} page={open.page} onClose={close} />}
        {open?.what === 'reveal' && <RevealDialog question={open.question} onClose={close} />}
      </Suspense>
      {open?.what === 'revoke' && (
        <ConfirmDialog
          open
          danger
          title={t('page.revokeTitle')}
          confirmLabel={t('page.revoke')}
          onClose={close}
          onConfirm={async () => {
            await call(privatePageRoutes.revoke, { params: { id: open.page.id }, body: {} })
            freshenPages(detail.id)
            close()
          }}
        >
          {t('page.revokeWords')}
        </ConfirmDialog>
      )}
    </section>
  )
}
