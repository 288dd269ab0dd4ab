import { healthRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, Plug, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '#lib/connection.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { Chip } from '#ui/chip.tsx'
import styles from './health-pill.module.css'

/** One word on how the channels are; leads to the place where it is mended. `short`: only when something is wrong. */
export function HealthPill({ short }: { short?: boolean }) {
  const { t } = useTranslation()
  const { online } = useConnection()
  const may = useMay('health.read')
  const health = useQuery({ ...read(healthRoutes.health), enabled: may, refetchInterval: 60_000 })
  if (!may || !online || !health.data) return null
  const { presences, outbox } = health.data
  const broken = presences.filter(({ state }) => state === 'failing' || state === 'needs_sign_in')
  const fine = broken.length === 0 && outbox.unclear === 0
  if (short && fine) return null
  if (!presences.some(({ kind }) => !byHand.has(kind)))
    return <Pill tone="neutral" icon={Plug} words={t('health.none')} />
  if (fine) return <Pill tone="ok" icon={CircleCheck} words={t('health.fine')} />
  const words = broken[0]
    ? t('health.broken', { count: broken.length, name: broken[0].name })
    : t('health.unclear', { count: outbox.unclear })
  const shown = broken[0]
    ? t('health.brokenShort', { count: broken.length })
    : t('health.unclearShort', { count: outbox.unclear })
  return (
    <Pill tone="bad" icon={TriangleAlert} words={words} {...(short ? { shown } : {})} unclear={broken.length === 0} />
  )
}

/** Ways that need no connection; they are always there. */
const byHand = new Set(['phone', 'letter', 'visit', 'found'])

type PillProps = {
  tone: 'neutral' | 'ok' | 'bad'
  icon: typeof CircleCheck
  words: string
  /** What stands there where room is scarce. */
  shown?: string
  unclear?: boolean
}

function Pill({ tone, icon, words, shown, unclear }: PillProps) {
  const target = unclear ? ({ to: '/outbox' } as const) : ({ to: '/settings/channels' } as const)
  return (
    <Link {...target} className={styles.pill} {...(shown ? { title: words } : {})}>
      <Chip tone={tone} icon={icon}>
        <span className={styles.words}>{shown ?? words}</span>
      </Chip>
    </Link>
  )
}
