import { healthRoutes, type ResponseOf } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { buttonClass } from '#ui/button.tsx'
import { Page, Section } from '#ui/page.tsx'
import { Moment, RelativeTime } from '#ui/relative-time.tsx'
import { useScrollToHash } from '#ui/scroll-to-hash.ts'
import { SkeletonText } from '#ui/skeleton.tsx'
import { DeniedState, ErrorState } from '#ui/states.tsx'
import { BackupSection } from './backup-section.tsx'
import { issuePlaces, knownIssue } from './health-words.ts'
import { ProofSection } from './proof-section.tsx'
import styles from './system.module.css'

type Health = ResponseOf<typeof healthRoutes.health>

/** How this installation is, in words, with what to do about it. */
export function SystemScreen() {
  const { t } = useTranslation(['system', 'app'])
  const may = useMay('health.read')
  const health = useQuery({ ...read(healthRoutes.health), enabled: may, refetchInterval: 15_000 })
  useScrollToHash(health.data !== undefined)
  return (
    <Page
      wide
      title={t('title')}
      intro={t('intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
    >
      {!may && <DeniedState />}
      {health.error && !health.data && <ErrorState error={health.error} onRetry={() => void health.refetch()} />}
      {may && !health.data && !health.error && <SkeletonText lines={6} />}
      {health.data && (
        <>
          <Issues health={health.data} />
          <Figures health={health.data} />
          <BackupSection backup={health.data.backup} />
          <ProofSection />
        </>
      )}
    </Page>
  )
}

function Issues({ health }: { health: Health }) {
  const { t } = useTranslation('system')
  if (health.issues.length === 0)
    return (
      <p className={styles.fine}>
        <CircleCheck size={18} />
        {t('fine')}
      </p>
    )
  return (
    <ul className={styles.issues} aria-label={t('issues')}>
      {health.issues.map((issue) => {
        const code = knownIssue(issue.code)
        const place = code === 'unknown' ? undefined : issuePlaces[code]
        const minor = code === 'no-backup' || code === 'quarantine'
        const values = { count: issue.count ?? 1, name: issue.name ?? '', code: issue.code }
        return (
          <li key={`${issue.code} ${issue.name ?? ''}`} className={styles.issue}>
            <span className={styles.issueIcon} data-tone={minor ? 'soon' : 'bad'}>
              <TriangleAlert size={16} />
            </span>
            <div>
              <h2>{t(`issue.${code}.what`, values)}</h2>
              <p>{t(`issue.${code}.now`, values)}</p>
            </div>
            {place && place.hash === undefined && (
              <Link {...(place as LinkProps)} className={buttonClass('default', true)}>
                {t('look')}
              </Link>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Figures({ health }: { health: Health }) {
  const { t, i18n } = useTranslation('system')
  const number = (value: number | string) =>
    new Intl.NumberFormat(i18n.language.startsWith('en') ? 'en-GB' : 'de-DE').format(Number(value))
  const { intake, outbox, journal } = health
  const unsealed = Number(journal.lastSeq) - Number(journal.sealedSeq)
  const groups: [string, [string, ReactNode][]][] = [
    [
      'program',
      [
        ['version', health.version],
        ['schema', health.schemaVersion],
        ['started', <RelativeTime key="started" at={health.startedAt} days />],
        ['clock', t('milliseconds', { count: Math.abs(Math.round(health.databaseClockSkewMs)) })],
      ],
    ],
    [
      'intake',
      [
        ['waiting', number(intake.waiting)],
        [
          'oldest',
          intake.oldestWaitingSeconds === null ? '–' : t('seconds', { count: Math.round(intake.oldestWaitingSeconds) }),
        ],
        [
          'quarantined',
          <Link key="quarantine" to="/quarantine">
            {number(intake.quarantined)}
          </Link>,
        ],
      ],
    ],
    [
      'outbox',
      [
        ['queued', number(outbox.queued)],
        ['failed', number(outbox.failed)],
        ['unclear', number(outbox.unclear)],
      ],
    ],
    [
      'journal',
      [
        ['entries', number(journal.lastSeq)],
        ['sealed', number(journal.sealedSeq)],
        ['unsealed', number(Math.max(0, unsealed))],
      ],
    ],
  ]
  return (
    <Section title={t('figures')} intro={t('figuresIntro')} actions={<JournalLink />}>
      <div className={styles.groups}>
        {groups.map(([group, facts]) => (
          <div key={group}>
            <h3>{t(`group.${group}` as 'group.intake')}</h3>
            <dl className={styles.facts}>
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{t(`fact.${name}` as 'fact.waiting')}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
      <ChannelStates presences={health.presences} />
    </Section>
  )
}

function JournalLink() {
  const { t } = useTranslation('system')
  return (
    useMay('journal.read') && (
      <Link to="/settings/journal" className={buttonClass()}>
        {t('journal.title')}
      </Link>
    )
  )
}

function ChannelStates({ presences }: { presences: Health['presences'] }) {
  const { t } = useTranslation('system')
  const broken = presences.filter(({ state }) => state !== 'running' && state !== 'paused')
  return (
    <p className={styles.help}>
      {t('channels', { count: presences.length, broken: broken.length })}{' '}
      {broken.map(({ id, name, lastSuccessAt }) => (
        <span key={id}>
          <Link to="/settings/channels/$channelId" params={{ channelId: id }}>
            {name}
          </Link>
          {lastSuccessAt && (
            <>
              {' '}
              ({t('lastSuccess')} <Moment at={lastSuccessAt} />)
            </>
          )}{' '}
        </span>
      ))}
      <Link to="/settings/channels">{t('allChannels')}</Link>
    </p>
  )
}
