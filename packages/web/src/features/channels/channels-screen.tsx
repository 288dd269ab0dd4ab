import { type Presence, presenceRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plug, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { buttonClass } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Page, Section } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { NeedsHands } from './channel-outlook.tsx'
import { ChannelState, isByHand, isSample } from './channel-state.tsx'
import styles from './channels.module.css'
import { fixPartOf } from './fault-codes.ts'

const order: Presence['state'][] = ['needs_sign_in', 'failing', 'waiting', 'running', 'paused', 'archived']

/** All our channels and how they are: what needs somebody first, each with the button that leads to the very step. */
export function ChannelsScreen() {
  const { t } = useTranslation(['channels', 'app', 'ui'])
  const mayManage = useMay('presence.manage')
  const list = useQuery({ ...read(presenceRoutes.list), refetchInterval: 20_000 })
  const all = (list.data?.items ?? []).toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
  const connected = all.filter(({ kind, state }) => !isByHand(kind) && state !== 'archived')
  const byHand = all.filter(({ kind, state }) => isByHand(kind) && state !== 'archived')
  const archived = all.filter(({ state }) => state === 'archived')
  const connect = mayManage && (
    <Link to="/settings/channels/new" className={buttonClass('primary')}>
      <Plus size={16} />
      {t('connect')}
    </Link>
  )
  return (
    <Page
      wide
      title={t('title')}
      intro={t('intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={connect}
    >
      {list.error && !list.data && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {!list.data && !list.error && <SkeletonRows rows={5} lines={2} />}
      {list.data && connected.length === 0 && (
        <EmptyState icon={Plug} title={t('none.title')} actions={connect}>
          {t(mayManage ? 'none.text' : 'none.denied')}
        </EmptyState>
      )}
      {connected.length > 0 && <NeedsHands />}
      {connected.length > 0 && <ChannelTable label={t('title')} items={connected} />}
      {byHand.length > 0 && (
        <Section title={t('byHand.title')} intro={t('byHand.intro')}>
          <ul className={styles.hands}>
            {byHand.map((presence) => (
              <li key={presence.id}>
                <Link to="/settings/channels/$channelId" params={{ channelId: presence.id }} className={styles.hand}>
                  <ChannelGlyph kind={presence.kind} />
                  <span>{presence.name}</span>
                  {presence.health.lastReceivedAt && (
                    <small>
                      <RelativeTime at={presence.health.lastReceivedAt} days />
                    </small>
                  )}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {archived.length > 0 && (
        <Section title={t('archived.title')} intro={t('archived.intro')}>
          <ul className={styles.hands}>
            {archived.map((presence) => (
              <li key={presence.id}>
                <Link to="/settings/channels/$channelId" params={{ channelId: presence.id }} className={styles.hand}>
                  <ChannelGlyph kind={presence.kind} />
                  <span>{presence.name}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}

function ChannelTable({ label, items }: { label: string; items: Presence[] }) {
  const { t } = useTranslation('channels')
  const time = (at: string | null) => (at ? <RelativeTime at={at} days /> : <span className={styles.never}>–</span>)
  const columns: Column<Presence>[] = [
    { id: 'name', label: t('column.name'), bare: true, cell: (presence) => <NameCell presence={presence} /> },
    { id: 'state', label: t('column.state'), cell: (presence) => <ChannelState presence={presence} /> },
    { id: 'received', label: t('column.received'), cell: ({ health }) => time(health.lastReceivedAt) },
    {
      id: 'sent',
      label: t('column.sent'),
      cell: ({ health, kind }) => time(kind === 'email' ? health.lastSentAt : null),
    },
    {
      id: 'waiting',
      label: t('column.waiting'),
      numeric: true,
      cell: ({ health }) => <Count count={health.waiting} />,
    },
    {
      id: 'quarantined',
      label: t('column.quarantined'),
      numeric: true,
      cell: ({ health }) => <Quarantined count={health.quarantined} />,
    },
    {
      id: 'fix',
      label: t('column.fix'),
      bare: true,
      hiddenLabel: true,
      cell: (presence) => <FixLink presence={presence} />,
    },
  ]
  return <DataTable label={label} columns={columns} rows={items} keyOf={({ id }) => id} />
}

function NameCell({ presence }: { presence: Presence }) {
  const { t } = useTranslation('channels')
  return (
    <span className={styles.name}>
      <ChannelGlyph kind={presence.kind} size={18} />
      <span>
        <Link to="/settings/channels/$channelId" params={{ channelId: presence.id }} className={styles.nameLink}>
          {presence.name}
        </Link>
        <small>{[presence.address, isSample(presence) && t('sample.word')].filter(Boolean).join(' · ')}</small>
      </span>
    </span>
  )
}

/** Nothing waits: said quietly. */
function Count({ count }: { count: number }) {
  return <span className={count === 0 ? styles.never : undefined}>{count}</span>
}

function Quarantined({ count }: { count: number }) {
  const may = useMay('quarantine.read')
  if (count === 0 || !may) return <Count count={count} />
  return <Link to="/quarantine">{count}</Link>
}

/** Straight to what mends it: the password, the server, the folders, the address. */
export function FixLink({ presence }: { presence: Presence }) {
  const { t } = useTranslation('channels')
  const { error } = presence.health
  const may = presence.allowed.includes('change')
  if (!may || isSample(presence)) return null
  if (presence.state === 'paused')
    return (
      <Link
        to="/settings/channels/$channelId"
        params={{ channelId: presence.id }}
        className={buttonClass('default', true)}
      >
        {t('fix.paused')}
      </Link>
    )
  if (!error || presence.state === 'running') return null
  const part = fixPartOf(error.code, presence.kind)
  return (
    <Link
      to="/settings/channels/$channelId"
      params={{ channelId: presence.id }}
      search={part ? { fix: part } : {}}
      className={buttonClass(presence.state === 'waiting' ? 'default' : 'primary', true)}
    >
      {t(`fix.${part ?? 'look'}`)}
    </Link>
  )
}
