import { type Mention, mentionRoutes, presenceRoutes } from '@resonanz/contracts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { MentionCard } from './mention-card.tsx'
import styles from './mentions.module.css'
import { useMentionKeys } from './use-mention-keys.tsx'

const states = ['new', 'watched', 'case', 'dismissed', 'all'] as const
type State = (typeof states)[number]

const SETTLE_MS = 250

/** Public words that nobody addressed to us: look, make a case, watch, or put aside with a reason. */
export function MentionsScreen() {
  const { t } = useTranslation('mentions')
  const [state, setState] = useState<State>('new')
  const [source, setSource] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim())
  const sources = useQuery(read(presenceRoutes.list)).data?.items.filter(
    ({ kind }) => kind === 'feed' || kind === 'inlet',
  )
  const list = useMentions({ state, source, q })
  const items = list.items
  const [cursorId, setCursorId] = useState<string | null>(null)
  const place = useRef(0)
  const found = items.findIndex(({ id }) => id === cursorId)
  const at = found >= 0 ? found : Math.min(place.current, items.length - 1)
  useEffect(() => {
    if (found >= 0) place.current = found
  }, [found])
  const acts = useMentionKeys({
    mention: items[at] ?? null,
    move: (by) => {
      const next = items[Math.max(0, Math.min(items.length - 1, at + by))]
      if (!next) return
      setCursorId(next.id)
      const card = document.querySelector<HTMLElement>(`[data-mention="${next.id}"]`)
      card?.focus({ preventScroll: true })
      card?.scrollIntoView({ block: 'nearest' })
    },
  })
  const filtered = q !== '' || source !== null

  const content = (
    <div className={styles.stream}>
      <div className={styles.fields}>
        {sources && sources.length > 1 && (
          <SelectField
            optional
            clearable
            aria-label={t('source')}
            placeholder={t('allSources')}
            value={source}
            onChange={(id) => setSource(id === null ? null : String(id))}
            data={sources.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <TextField
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<Search size={16} />}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {list.error && !list.data ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <SkeletonRows rows={5} />
      ) : items.length === 0 ? (
        <EmptyState
          title={t(filtered ? 'empty.filtered' : `empty.${state}`)}
          actions={
            filtered && (
              <Button
                onClick={() => {
                  setTyped('')
                  setSource(null)
                }}
              >
                {t('empty.clear')}
              </Button>
            )
          }
        />
      ) : (
        <ul className={styles.cards} aria-label={t(`state.${state}`)}>
          {items.map((mention, place) => (
            <MentionCard
              key={mention.id}
              mention={mention}
              current={place === at}
              onFocus={() => setCursorId(mention.id)}
              acts={acts}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={styles.more}>
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </div>
  )
  return (
    <Page wide title={t('title')} intro={t('intro')}>
      <Tabs
        inset
        label={t('state.label')}
        value={state}
        onChange={setState}
        tabs={states.map((id) => ({
          id,
          label: t(`state.${id}`),
          ...(id === 'new' && list.count ? { count: list.count } : {}),
          content,
        }))}
      />
      {acts.dialog}
    </Page>
  )
}

function useMentions({ state, source, q }: { state: State; source: string | null; q: string }) {
  const asked = { state, limit: 50, ...(source ? { presenceId: source } : {}), ...(q ? { q } : {}) }
  const list = useInfiniteQuery({
    queryKey: [mentionRoutes.list.id, null, asked],
    queryFn: ({ pageParam, signal }) =>
      call(mentionRoutes.list, { query: { ...asked, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
  const items = useMemo(() => {
    const seen = new Set<string>()
    return (list.data?.pages ?? [])
      .flatMap((page): Mention[] => page.items)
      .filter(({ id }) => !seen.has(id) && seen.add(id))
  }, [list.data])
  return { ...list, items, count: state === 'new' && !list.hasNextPage ? items.length : 0 }
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(setSettled, SETTLE_MS, value)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
