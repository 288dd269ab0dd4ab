import { searchRoutes } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Filter, Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button, buttonClass } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { TextField } from '#ui/field.tsx'
import { Page } from '#ui/page.tsx'
import { ListTime } from '#ui/relative-time.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { highlight } from './highlight.ts'
import styles from './search.module.css'

const SETTLE_MS = 150
const SHORTEST = 2

/** Everything that holds the words: customers first, then cases by their newest message. */
export function SearchScreen() {
  const { t } = useTranslation('search')
  const navigate = useNavigate()
  const { q: asked = '' } = useSearch({ strict: false }) as { q?: string }
  const [typed, setTyped] = useState(asked)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => setTyped(asked), [asked])
  useEffect(() => {
    const q = typed.trim()
    if (q === asked) return
    const timer = setTimeout(() => void navigate({ to: '/search', search: q ? { q } : {}, replace: true }), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [typed, asked, navigate])
  const enabled = asked.length >= SHORTEST
  const found = useInfiniteQuery({
    queryKey: [searchRoutes.search.id, null, { q: asked, pages: true }],
    queryFn: ({ pageParam, signal }) =>
      call(searchRoutes.search, {
        query: { q: asked, limit: 30, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    enabled,
    placeholderData: (before) => (enabled ? before : undefined),
  })
  const seen = new Set<string>()
  const hits = (found.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((hit) => !seen.has(hit.case.id) && seen.add(hit.case.id))
  const customers = found.data?.pages[0]?.customers ?? []

  return (
    <Page title={t('title')}>
      <TextField
        ref={field}
        type="search"
        aria-label={t('label')}
        placeholder={t('label')}
        leftSection={<Search size={16} />}
        value={typed}
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {!enabled ? (
        <EmptyState icon={Search} title={t('begin.title')}>
          <p>{t('begin.words')}</p>
        </EmptyState>
      ) : found.error && !found.data ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : !found.data ? (
        <SkeletonRows rows={6} />
      ) : hits.length === 0 && customers.length === 0 ? (
        <EmptyState
          title={t('none.title', { q: asked })}
          actions={
            <Link
              to="/inbox/$view"
              params={{ view: 'all' }}
              search={{ filter: `status:alle ${asked}` }}
              className={buttonClass()}
            >
              <Filter size={16} /> {t('none.filter')}
            </Link>
          }
        >
          <p>{t('none.words')}</p>
        </EmptyState>
      ) : (
        <div className={styles.results} aria-busy={found.isPlaceholderData}>
          {customers.length > 0 && (
            <section aria-labelledby="found-customers">
              <h2 id="found-customers" className={styles.head}>
                {t('customers')}
              </h2>
              <ul className={styles.list}>
                {customers.map((customer) => (
                  <li key={customer.id}>
                    <Link to="/customers/$customerId" params={{ customerId: customer.id }} className={styles.customer}>
                      <Avatar name={customer.name} size={28} />
                      <span className={styles.words}>
                        <b>
                          <Marked text={customer.name} query={asked} />
                        </b>
                        <small>
                          <Marked
                            text={[customer.number, customer.organisation, ...customer.identities]
                              .filter(Boolean)
                              .slice(0, 3)
                              .join(' · ')}
                            query={asked}
                          />
                        </small>
                      </span>
                      {customer.openCases > 0 && <Chip>{t('open', { count: customer.openCases })}</Chip>}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {hits.length > 0 && (
            <section aria-labelledby="found-cases">
              <h2 id="found-cases" className={styles.head}>
                {t('cases')}
              </h2>
              <ul className={styles.list}>
                {hits.map(({ case: row, snippet, at }) => (
                  <li key={row.id}>
                    <Link to="/cases/$caseId" params={{ caseId: row.id }} className={styles.hit}>
                      <span className={styles.glyph}>
                        <ChannelGlyph kind={row.channel} />
                      </span>
                      <span className={styles.words}>
                        <span className={styles.line}>
                          <b>
                            <Marked text={row.title} query={asked} />
                          </b>
                          <ListTime at={at} className={styles.time} />
                        </span>
                        {snippet && (
                          <span className={styles.snippet} lang={row.language ?? undefined}>
                            <Marked text={snippet} query={asked} />
                          </span>
                        )}
                        <small>
                          #{row.number} · <Marked text={row.customer.name} query={asked} />
                          {row.owner && <> · {row.owner.name}</>} · {t(`category.${row.category}`)}
                        </small>
                      </span>
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {found.hasNextPage && (
            <div className={styles.more}>
              <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                {t('more')}
              </Button>
            </div>
          )}
        </div>
      )}
    </Page>
  )
}

function Marked({ text, query }: { text: string; query: string }) {
  return highlight(text, query).map((run) => (run.hit ? <mark key={run.at}>{run.text}</mark> : run.text))
}
