import {
  approvalRoutes,
  caseRoutes,
  consultationRoutes,
  healthRoutes,
  type SavedView,
  viewRoutes,
  taskRoutes,
} from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { Bookmark, type LucideIcon } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMe } from '#lib/session.ts'
import { Chip } from '#ui/chip.tsx'
import { Tooltip } from '#ui/tooltip.tsx'
import { placeEntries, viewEntries } from './nav-entries.ts'
import styles from './nav.module.css'

const ChecklistLink = lazy(() =>
  import('#features/onboarding/checklist-link.tsx').then((file) => ({ default: file.ChecklistLink })),
)

type Form = 'full' | 'rail' | 'sheet'
type Props = { form: Form; onLeave?: () => void }

/** Where one can go: fixed views with what waits in them, saved views, and the places at the foot. */
export function Nav({ form, onLeave }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const counts = useQuery(read(caseRoutes.counts)).data
  const saved = useQuery(read(viewRoutes.list)).data?.items ?? []
  const asked = useQuery(read(consultationRoutes.mine, { query: { limit: 1 } })).data?.openCount
  const tasks = useQuery(read(taskRoutes.mine, { query: { whose: 'mine' } })).data?.open
  const mayHealth = me?.permissions.includes('health.read') ?? false
  const sendings = useQuery({ ...read(healthRoutes.health), enabled: mayHealth }).data?.outbox
  const mayDecide = me?.permissions.includes('case.write') ?? false
  const toDecide = useQuery({ ...read(approvalRoutes.count), enabled: mayDecide }).data?.toDecide
  const waiting: Record<string, number | undefined> = {
    approvals: toDecide,
    mentions: counts?.mentions,
    quarantine: counts?.quarantine,
    consultations: asked,
    tasks,
    outbox: sendings && sendings.failed + sendings.unclear,
  }
  const shown = (count: number | undefined) => shownCount(count, counts?.cap)
  const link = { form, onLeave }
  const { channelConnected = true, peopleInvited = true } = me?.workspace.onboarding ?? {}
  const isNew = !channelConnected || !peopleInvited

  return (
    <nav className={styles.nav} data-form={form} aria-label={t('nav.label')}>
      {viewEntries.map(({ view, icon, onlyWhenAny }) => {
        const count = counts?.views[view]
        if (onlyWhenAny && !count) return null
        const target = { to: '/inbox/$view', params: { view } } as const
        const alarming = view === 'unclear'
        return (
          <Entry
            key={view}
            {...link}
            {...target}
            icon={icon}
            label={t(`view.${view}`)}
            count={shown(count)}
            alarming={alarming}
          />
        )
      })}
      {saved.length > 0 && <SavedViews views={saved} {...link} countOf={(id) => shown(counts?.saved[id])} />}
      <span className={styles.space} />
      {form !== 'rail' && isNew && (
        <Suspense>
          <ChecklistLink onLeave={onLeave} />
        </Suspense>
      )}
      {placeEntries.map(({ id, to, icon, permission, onlyWhenAny }) => {
        if (permission && !me?.permissions.includes(permission)) return null
        const count = waiting[id]
        if (onlyWhenAny && !count) return null
        const alarming = id === 'quarantine' || id === 'outbox'
        return (
          <Entry
            key={id}
            {...link}
            to={to}
            icon={icon}
            label={t(`place.${id}`)}
            count={shown(count)}
            alarming={alarming}
          />
        )
      })}
    </nav>
  )
}

type SavedProps = Props & { views: SavedView[]; countOf: (id: string) => string | undefined }

function SavedViews({ views, countOf, ...link }: SavedProps) {
  const { t } = useTranslation()
  return (
    <>
      <h2 className={styles.head}>{t('nav.saved')}</h2>
      {views.map((view) => (
        <Entry
          key={view.id}
          {...link}
          to="/inbox/$view"
          params={{ view: view.id }}
          icon={Bookmark}
          label={view.name}
          count={countOf(view.id)}
        />
      ))}
    </>
  )
}

type EntryProps = Props & { icon: LucideIcon; label: string; count: string | undefined; alarming?: boolean } & Pick<
    LinkProps,
    'to' | 'params'
  >

function Entry({ form, onLeave, icon: Icon, label, count, alarming, ...target }: EntryProps) {
  const { t } = useTranslation()
  const name = count ? t('nav.withCount', { label, count: count as never }) : label
  const entry = (
    <Link
      {...(target as LinkProps)}
      className={styles.entry}
      activeProps={{ 'data-active': 'true', 'aria-current': 'page' } as object}
      activeOptions={{ includeSearch: false }}
      aria-label={name}
      onClick={onLeave}
    >
      <Icon size={16} />
      <span className={styles.label}>{label}</span>
      {count && (alarming ? <Chip tone="bad">{count}</Chip> : <span className={styles.count}>{count}</span>)}
    </Link>
  )
  if (form !== 'rail') return entry
  return (
    <Tooltip label={name} side="right">
      {entry}
    </Tooltip>
  )
}

/** Exact up to the cap of the server, then `500+`; nothing for none. */
function shownCount(count: number | undefined, cap: number | undefined): string | undefined {
  if (!count) return undefined
  if (cap && count >= cap) return `${new Intl.NumberFormat(document.documentElement.lang).format(cap)}+`
  return String(count)
}
