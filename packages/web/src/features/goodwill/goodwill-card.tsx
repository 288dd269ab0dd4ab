import { type CaseDetail, type Goodwill, goodwillRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Gift, HandCoins } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { formatMoney } from '#lib/money.ts'
import { read } from '#lib/query.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './goodwill.module.css'
import { type GoodwillAct, GoodwillItem } from './goodwill-item.tsx'
import { limitWords } from './limit-words.ts'

const GoodwillDialog = lazy(() => import('./goodwill-dialog.tsx').then((file) => ({ default: file.GoodwillDialog })))
const WithdrawDialog = lazy(() => import('./reason-dialogs.tsx').then((file) => ({ default: file.WithdrawDialog })))
const ReverseDialog = lazy(() => import('./reason-dialogs.tsx').then((file) => ({ default: file.ReverseDialog })))
const ObjectDialog = lazy(() => import('./reason-dialogs.tsx').then((file) => ({ default: file.ObjectDialog })))
const PromiseDialog = lazy(() => import('./promise-dialog.tsx').then((file) => ({ default: file.PromiseDialog })))

type Open = { what: 'new' } | { what: GoodwillAct; item: Goodwill }

/** What was given in this case beyond duty, what I may still give, and the way to ask for more. */
export function GoodwillCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const [open, setOpen] = useState<Open | null>(null)
  const { data, error, refetch } = useQuery(read(goodwillRoutes.ofCase, { params: { id: detail.id } }))
  const may = data?.mayRequest ?? false
  useActions([
    {
      id: 'case.goodwill',
      labelKey: 'goodwill:act',
      icon: Gift,
      when: may,
      run: () => setOpen({ what: 'new' }),
    },
  ])
  const close = () => setOpen(null)
  return (
    <section className={styles.section} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={2} />}
      {data && data.items.length === 0 && <p className={styles.none}>{t('none')}</p>}
      {data && data.items.length > 0 && (
        <ul className={styles.items}>
          {data.items.map((item) => (
            <GoodwillItem key={item.id} item={item} onAct={(what) => setOpen({ what, item })} />
          ))}
        </ul>
      )}
      {data && may && (
        <>
          <p className={styles.limit}>
            {data.mine
              .filter(({ limitMinor }, place) => place === 0 || limitMinor !== 0)
              .map((mine) => limitWords(mine, t, (minor) => formatMoney(minor, mine.currency, language)))
              .join(' · ')}
          </p>
          <span className={styles.actions}>
            <Button small icon={HandCoins} onClick={() => setOpen({ what: 'new' })}>
              {t('act')}
            </Button>
          </span>
        </>
      )}
      <Suspense>
        {open?.what === 'new' && data && <GoodwillDialog caseId={detail.id} known={data} onClose={close} />}
        {open?.what === 'change' && data && (
          <GoodwillDialog caseId={detail.id} known={data} item={open.item} onClose={close} />
        )}
        {open?.what === 'withdraw' && <WithdrawDialog item={open.item} onClose={close} />}
        {open?.what === 'reverse' && data && (
          <ReverseDialog
            item={open.item}
            mine={data.mine.find(({ currency }) => currency === open.item.currency)}
            onClose={close}
          />
        )}
        {open?.what === 'object' && <ObjectDialog item={open.item} onClose={close} />}
        {open?.what === 'promise' && <PromiseDialog item={open.item} onClose={close} />}
      </Suspense>
    </section>
  )
}
