import { healthRoutes, presenceRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import {
  AlarmClock,
  ArchiveRestore,
  CircleCheck,
  CircleHelp,
  KeyRound,
  type LucideIcon,
  MailWarning,
  MailX,
  Plug,
  ShieldCheck,
  TriangleAlert,
  UserPlus,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { read } from '#lib/query.ts'
import { useMay, useMe } from '#lib/session.ts'
import { buttonClass } from '#ui/button.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './settings.module.css'
import { type ToDo, type ToDoKind, toDosOf } from './to-dos.ts'

/** First on the page: what needs somebody, most urgent first, each with the one step that settles it. */
export function ToDoList({ without }: { without: readonly ToDoKind[] }) {
  const { t } = useTranslation('settings')
  const me = useMe()
  const now = useNow()
  const mayHealth = useMay('health.read')
  const health = useQuery({ ...read(healthRoutes.health), enabled: mayHealth, refetchInterval: 60_000 })
  const presences = useQuery(read(presenceRoutes.list))
  if (health.error && !health.data)
    return <ErrorState compact error={health.error} onRetry={() => void health.refetch()} />
  if (!me || !presences.data || (mayHealth && !health.data))
    return presences.error ? (
      <ErrorState compact error={presences.error} onRetry={() => void presences.refetch()} />
    ) : (
      <SkeletonText lines={3} />
    )
  const all = toDosOf({ me, presences: presences.data.items, health: health.data ?? null, now })
  const toDos = all.filter(({ kind }) => !without.includes(kind))
  if (toDos.length === 0 && all.length > 0) return null
  if (toDos.length === 0)
    return (
      <p className={styles.nothing}>
        <CircleCheck size={18} />
        {t('toDo.nothing')}
      </p>
    )
  return (
    <section aria-labelledby="to-dos" className={styles.toDos}>
      <h2 id="to-dos">{t('toDo.head', { count: toDos.length })}</h2>
      <ul className={styles.toDoList}>
        {toDos.map((toDo) => (
          <Item key={`${toDo.kind} ${toDo.presenceId ?? ''}`} toDo={toDo} />
        ))}
      </ul>
    </section>
  )
}

function Item({ toDo }: { toDo: ToDo }) {
  const { t } = useTranslation('settings')
  const Icon = icons[toDo.kind]
  const values = { count: toDo.count, name: toDo.name }
  return (
    <li className={styles.toDo}>
      <span className={styles.toDoIcon} data-tone={toDo.tone}>
        <Icon size={18} />
      </span>
      <div className={styles.toDoWords}>
        <h3>{t(`toDo.${toDo.kind}.title`, values)}</h3>
        <p>{t(`toDo.${toDo.kind}.text`, values)}</p>
      </div>
      <Link {...(targetOf(toDo) as LinkProps)} className={buttonClass('default', true)}>
        {t(`toDo.${toDo.kind}.action`)}
      </Link>
    </li>
  )
}

function targetOf({ kind, presenceId }: ToDo): Pick<LinkProps, 'to' | 'params' | 'search' | 'hash'> {
  switch (kind) {
    case 'channelSignIn':
      return {
        to: '/settings/channels/$channelId',
        params: { channelId: presenceId ?? '' },
        search: { fix: 'sign-in' },
      }
    case 'channelFailing':
      return { to: '/settings/channels/$channelId', params: { channelId: presenceId ?? '' }, search: {} }
    case 'unclearSends':
      return { to: '/inbox/$view', params: { view: 'unclear' }, search: {} }
    case 'failedSends':
      return { to: '/outbox' }
    case 'quarantine':
      return { to: '/quarantine' }
    case 'connectChannel':
      return { to: '/settings/channels/new' }
    case 'invitePeople':
      return { to: '/settings/people', search: { tab: 'invitations' } }
    case 'twoFactor':
      return { to: '/profile' }
    case 'noBackup':
    case 'oldBackup':
      return { to: '/settings/system', hash: 'backup' }
    default:
      return { to: '/settings/system' }
  }
}

const icons: Record<ToDoKind, LucideIcon> = {
  channelSignIn: KeyRound,
  channelFailing: TriangleAlert,
  intakeBehind: AlarmClock,
  unclearSends: CircleHelp,
  failedSends: MailX,
  quarantine: MailWarning,
  clockSkew: AlarmClock,
  connectChannel: Plug,
  noBackup: ArchiveRestore,
  oldBackup: ArchiveRestore,
  twoFactor: ShieldCheck,
  invitePeople: UserPlus,
}
