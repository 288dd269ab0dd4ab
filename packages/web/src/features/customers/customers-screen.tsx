import { customerRoutes } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ContactRound, Search, UserRoundPlus } from 'lucide-react'
import { useDeferredValue, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useMay } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { TextField } from '#ui/field.tsx'
import { Page } from '#ui/page.tsx'
import { ListTime } from '#ui/relative-time.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { CustomerForm } from './customer-form.tsx'
import styles from './customers.module.css'

/** All customers; found by name, number, address or handle. */
export function CustomersScreen() {
  const { t } = useTranslation(['customers', 'ui'])
  const navigate = useNavigate()
  const { q: asked = '' } = useSearch({ strict: false }) as { q?: string }
  const mayWrite = useMay('customer.write')
  const [typed, setTyped] = useState(asked)
  const [creating, setCreating] = useState(false)
  const q = useDeferredValue(typed.trim())
  useEffect(() => {
    void navigate({ to: '/customers', search: q ? { q } : {}, replace: true })
  }, [q, navigate])
  const found = useInfiniteQuery({
    queryKey: [customerRoutes.list.id, null, { q, pages: true }],
    queryFn: ({ pageParam, signal }) =>
      call(customerRoutes.list, {
        query: { limit: 50, ...(q ? { q } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  })
  const rows = (found.data?.pages ?? []).flatMap((page) => page.items)
  return (
    <Page
      wide
      title={t('title')}
      actions={
        mayWrite && (
          <Button icon={UserRoundPlus} onClick={() => setCreating(true)}>
            {t('act.create')}
          </Button>
        )
      }
    >
      <TextField
        leftSection={<Search size={16} />}
        aria-label={t('search.label')}
        placeholder={t('search.label')}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {found.isPending && <SkeletonRows rows={8} lines={2} />}
      {found.error && rows.length === 0 && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && rows.length === 0 && (
        <EmptyState
          icon={ContactRound}
          title={t(q ? 'search.none' : 'empty.title')}
          actions={q && <Button onClick={() => setTyped('')}>{t('search.clear')}</Button>}
        >
          {!q && t('empty.words')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <ul className={styles.rows} aria-label={t('title')}>
          {rows.map((row) => (
            <li key={row.id}>
              <Link to="/customers/$customerId" params={{ customerId: row.id }} className={styles.row}>
                <Avatar name={row.name} />
                <span className={styles.rowWords}>
                  <b>{row.name}</b>
                  <small>{[row.organisation, row.number, ...row.identities].filter(Boolean).join(' · ')}</small>
                </span>
                {row.openCases > 0 && <Chip>{t('cases.open', { count: row.openCases })}</Chip>}
                {row.lastContactAt && <ListTime at={row.lastContactAt} className={styles.muted} />}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {creating && (
        <CustomerForm
          onClose={() => setCreating(false)}
          onDone={(customer) => void navigate({ to: '/customers/$customerId', params: { customerId: customer.id } })}
        />
      )}
    </Page>
  )
}
