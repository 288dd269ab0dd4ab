import type { Presence } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Section } from '#ui/page.tsx'
import { Moment, RelativeTime } from '#ui/relative-time.tsx'
import { Banner } from '#ui/states.tsx'
import { isByHand } from './channel-state.tsx'
import { FixLink } from './channels-screen.tsx'
import styles from './channels.module.css'
import { knownFault } from './fault-codes.ts'

/** How a channel is, in words: what went wrong, since when, what to do; and the times and counts behind it. */
export function ChannelHealth({ presence }: { presence: Presence }) {
  const { t } = useTranslation('channels')
  const mayQuarantine = useMay('quarantine.read')
  const { health, kind } = presence
  const polled = kind === 'email' || kind === 'feed'
  const time = (at: string | null) => (at ? <RelativeTime at={at} days /> : t('health.never'))
  const facts: [string, ReactNode][] = [
    ['received', time(health.lastReceivedAt)],
    ...(kind === 'email' ? ([['sent', time(health.lastSentAt)]] as [string, ReactNode][]) : []),
    ...(polled ? ([['success', time(health.lastSuccessAt)]] as [string, ReactNode][]) : []),
    ...(polled && health.nextTryAt
      ? ([['next', <NextTry key="next" at={health.nextTryAt} />]] as [string, ReactNode][])
      : []),
    ['waiting', health.waiting],
    [
      'quarantined',
      health.quarantined > 0 && mayQuarantine ? <Link to="/quarantine">{health.quarantined}</Link> : health.quarantined,
    ],
    ...(health.tokenExpiresAt
      ? ([['token', <Moment key="token" at={health.tokenExpiresAt} />]] as [string, ReactNode][])
      : []),
    ...(health.limits?.maxLength
      ? ([['limits', <Limits key="limits" limits={health.limits} />]] as [string, ReactNode][])
      : []),
  ]
  return (
    <Section title={t('health.title')}>
      <Fault presence={presence} />
      <dl className={styles.facts}>
        {(isByHand(kind) ? facts.slice(0, 1) : facts).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`health.${name as 'received'}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** What the network says that this account may do, where that differs from server to server. */
function Limits({ limits: { maxLength, maxFiles } }: { limits: NonNullable<Presence['health']['limits']> }) {
  const { t } = useTranslation('channels')
  const language = useLanguage()
  const parts = [
    maxLength && t('health.limitLength', { n: maxLength.toLocaleString(language) }),
    maxFiles && t('health.limitFiles', { count: maxFiles }),
  ]
  return parts.filter(Boolean).join(', ')
}

function NextTry({ at }: { at: string }) {
  const { t } = useTranslation('channels')
  return new Date(at).getTime() <= Date.now() ? t('health.now') : <RelativeTime at={at} />
}

function Fault({ presence }: { presence: Presence }) {
  const { t } = useTranslation('channels')
  const { error } = presence.health
  if (!error || presence.state === 'archived') return null
  const code = knownFault(error.code)
  const sending = error.detail.startsWith('send: ')
  const detail = error.detail.replace(/^send: /, '')
  return (
    <Banner tone={presence.state === 'waiting' ? 'soon' : 'bad'} actions={<FixLink presence={presence} />}>
      <div className={styles.fault}>
        <b>
          {sending && `${t('health.sending')}: `}
          {t(`fault.${code}.what`)}
        </b>
        <span>{t(`fault.${code}.now`)}</span>
        <span>
          {t('health.since')} <Moment at={error.since} />.{' '}
          {!sending && t(presence.state === 'waiting' ? 'health.tryingAgain' : 'health.nothingLost')}
        </span>
        <code>{[error.code, detail].filter(Boolean).join(' · ')}</code>
      </div>
    </Banner>
  )
}
