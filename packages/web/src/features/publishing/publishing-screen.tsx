import { type Post, type Publishing, publishingRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { CalendarClock, ChevronLeft, ChevronRight, Plus, Settings2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { FilterChip } from '#ui/chip.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { CalendarGrid } from './calendar-grid.tsx'
import { addDays, addMonths, wallClockAt, weeksOf } from './days.ts'
import { MoveDialog } from './move-dialog.tsx'
import { hereZone, useFreshPosts } from './post-data.ts'
import { PostList } from './post-list.tsx'
import { PauseBanner } from './pause-banner.tsx'
import styles from './publishing.module.css'
import { StopPosts } from './stop-posts.tsx'

const PostDialog = lazy(() => import('./post-dialog.tsx').then((file) => ({ default: file.PostDialog })))
const PostView = lazy(() => import('./post-view.tsx').then((file) => ({ default: file.PostView })))
const RulesDialog = lazy(() => import('./rules-dialog.tsx').then((file) => ({ default: file.RulesDialog })))

const spans = ['month', 'week', 'list'] as const
type Span = (typeof spans)[number]
const isNarrow = () => window.matchMedia('(max-width: 719.98px)').matches

/** What we are going to say on our presences, and when: a calendar, or a list where there is no room for one. */
export function PublishingScreen() {
  const { t } = useTranslation(['publishing', 'ui'])
  const language = useLanguage()
  const navigate = useNavigate()
  const { post: openId } = useSearch({ strict: false }) as { post?: string }
  const mayManage = useMay('settings.manage')
  const today = wallClockAt(new Date(), hereZone).slice(0, 10)
  const [day, setDay] = useState(today)
  const [span, setSpan] = useState<Span>(isNarrow() ? 'list' : 'month')
  const [written, setWritten] = useState<{ day: string } | Post | null>(null)
  const [moved, setMoved] = useState<{ post: Post; day: string } | null>(null)
  const [rules, setRules] = useState<Publishing | null>(null)
  useFreshPosts()
  const state = useQuery(read(publishingRoutes.state)).data
  const weeks = weeksOf(day, span === 'week' ? 'week' : 'month')
  // A day more on both ends: the calendar is in the reader's zone.
  const query = { from: `${addDays(weeks[0]![0]!, -1)}T00:00:00Z`, to: `${addDays(weeks.at(-1)![6]!, 2)}T00:00:00Z` }
  const { data, error, refetch } = useQuery(read(publishingRoutes.list, { query }))
  const go = (by: number) => setDay((now) => (span === 'week' ? addDays(now, 7 * by) : addMonths(now, by)))
  const open = (id: string | null) => void navigate({ to: '/publishing', search: id ? { post: id } : {} })
  const mayWrite = (state?.mayWrite ?? false) && (state?.presences.length ?? 0) > 0
  const write = () => setWritten({ day: day < today ? today : day })
  useActions([
    { id: 'post.new', key: 'Shift+n', labelKey: 'publishing:new', icon: Plus, when: mayWrite, run: write },
    { id: 'post.earlier', key: 'Shift+k', labelKey: 'publishing:earlier', icon: ChevronLeft, run: () => go(-1) },
    { id: 'post.later', key: 'Shift+j', labelKey: 'publishing:later', icon: ChevronRight, run: () => go(1) },
  ])
  const title = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
  return (
    <Page
      wide
      title={t('title')}
      intro={t('intro')}
      actions={
        <>
          {state && !state.paused && <StopPosts incidentId={null} />}
          {mayManage && state && (
            <Button icon={Settings2} onClick={() => setRules(state)}>
              {t('rules.open')}
            </Button>
          )}
          {mayWrite && (
            <Button look="primary" icon={Plus} keyHint="Shift+n" onClick={write}>
              {t('new')}
            </Button>
          )}
        </>
      }
    >
      {state && <PauseBanner state={state} />}
      {state?.presences.length === 0 && <Banner>{t('noPresence')}</Banner>}
      <div className={styles.bar}>
        <IconButton look="default" icon={ChevronLeft} label={t('earlier')} onClick={() => go(-1)} />
        <IconButton look="default" icon={ChevronRight} label={t('later')} onClick={() => go(1)} />
        <Button onClick={() => setDay(today)}>{t('today')}</Button>
        <h2 aria-live="polite">{title}</h2>
        <div className={styles.spans} role="group" aria-label={t('show')}>
          {spans.map((value) => (
            <FilterChip key={value} on={span === value} aria-pressed={span === value} onClick={() => setSpan(value)}>
              {t(`span.${value}`)}
            </FilterChip>
          ))}
        </div>
      </div>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={6} lines={2} />}
      {data?.isCut && <Banner>{t('cut')}</Banner>}
      {data && span !== 'list' && (
        <CalendarGrid
          weeks={weeks}
          month={span === 'month' ? day.slice(0, 7) : null}
          today={today}
          posts={data.items}
          onOpen={open}
          onNew={mayWrite ? (on) => setWritten({ day: on }) : null}
          onMove={(post, to) => setMoved({ post, day: to })}
        />
      )}
      {data && span === 'list' && data.items.length === 0 && (
        <EmptyState icon={CalendarClock} title={t('empty')}>
          {t('emptyWords')}
        </EmptyState>
      )}
      {data && span === 'list' && data.items.length > 0 && <PostList posts={data.items} onOpen={open} />}
      {moved && <MoveDialog post={moved.post} day={moved.day} onClose={() => setMoved(null)} />}
      <Suspense>
        {openId && !written && <PostView id={openId} onEdit={setWritten} onClose={() => open(null)} />}
        {written && state && (
          <PostDialog
            key={'id' in written ? written.id : 'new'}
            post={'id' in written ? written : null}
            day={'day' in written ? written.day : today}
            state={state}
            onClose={() => setWritten(null)}
          />
        )}
        {rules && <RulesDialog state={rules} onClose={() => setRules(null)} />}
      </Suspense>
    </Page>
  )
}
