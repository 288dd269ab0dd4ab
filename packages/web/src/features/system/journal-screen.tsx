import { healthRoutes } from '@resonanz/contracts'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ScrollText, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Page } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Banner, DeniedState, EmptyState, ErrorState } from '#ui/states.tsx'
import { actorWords, allKinds, detailWords, type Entry, kindWords, placeOf } from './journal-words.ts'
import styles from './system.module.css'

/** What happened, newest first, in the reader's language; and whether it is unchanged. */
export function JournalScreen() {
  const { t } = useTranslation(['system', 'app', 'ui'])
  const navigate = useNavigate()
  const may = useMay('journal.read')
  const { kind } = useSearch({ strict: false }) as { kind?: string }
  const say = t as unknown as (key: string, values?: Record<string, unknown>) => string
  const pages = useInfiniteQuery({
    queryKey: [healthRoutes.journal.id, kind ?? null],
    queryFn: ({ pageParam, signal }) =>
      call(healthRoutes.journal, {
        query: { limit: 50, ...(kind ? { kind } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: may,
  })
  const entries = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const choose = (chosen: string | null) =>
    void navigate({ to: '/settings/journal', search: chosen ? { kind: chosen } : {}, replace: true })
  return (
    <Page
      wide
      title={t('journal.title')}
      intro={t('journal.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={may && <VerifyButton />}
    >
      {!may && <DeniedState>{t('journal.denied')}</DeniedState>}
      {may && (
        <>
          <div className={styles.filters}>
            <SelectField
              label={t('journal.filter')}
              placeholder={t('journal.all')}
              searchable
              clearable
              nothingFoundMessage={t('journal.noKind')}
              value={kind ?? null}
              onChange={(value) => choose(value as string | null)}
              data={allKinds
                .map((one) => ({ value: one, label: kindWords(one, say) }))
                .toSorted((a, b) => a.label.localeCompare(b.label))}
            />
          </div>
          {pages.error && entries.length === 0 && (
            <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
          )}
          {pages.isLoading && <SkeletonRows rows={8} lines={1} />}
          {pages.data && entries.length === 0 && (
            <EmptyState
              icon={ScrollText}
              title={t('journal.none')}
              actions={kind && <Button onClick={() => choose(null)}>{t('journal.clear')}</Button>}
            />
          )}
          {entries.length > 0 && (
            <ul className={styles.entries} aria-label={t('journal.title')}>
              {entries.map((entry) => (
                <EntryLine key={entry.seq} entry={entry} say={say} />
              ))}
            </ul>
          )}
          {pages.hasNextPage && (
            <div>
              <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {t('journal.more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Page>
  )
}

function EntryLine({ entry, say }: { entry: Entry; say: (key: string, values?: Record<string, unknown>) => string }) {
  const place = placeOf(entry)
  const words = kindWords(entry.kind, say)
  const details = detailWords(entry, say)
  return (
    <li className={styles.entry}>
      <Moment at={entry.at} />
      <div>
        <p>{place ? <Link {...place}>{words}</Link> : words}</p>
        <small>{[actorWords(entry, say), details].filter(Boolean).join(' · ')}</small>
      </div>
    </li>
  )
}

/** Recomputes the whole chain on the server; the answer stays until the next. */
function VerifyButton() {
  const { t } = useTranslation('system')
  const verify = useMutation({ mutationFn: () => call(healthRoutes.verifyJournal) })
  const { data } = verify
  return (
    <>
      <Button icon={ShieldCheck} busy={verify.isPending} onClick={() => verify.mutate()}>
        {t('journal.verify')}
      </Button>
      {verify.error && <Banner tone="bad">{t('journal.verifyFailed')}</Banner>}
      {data && (
        <Banner tone={data.ok ? 'neutral' : 'bad'} {...(data.ok ? { icon: ShieldCheck } : {})}>
          {data.ok
            ? t('journal.whole', { count: data.checked })
            : t('journal.broken', { seq: data.firstBrokenSeq ?? '', count: data.checked })}
        </Banner>
      )}
    </>
  )
}
