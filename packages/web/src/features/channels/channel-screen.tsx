import { presenceRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { onLive } from '#lib/live.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { BackLink } from '#ui/back-link.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import { ChannelActions } from './channel-actions.tsx'
import { ChannelHealth } from './channel-health.tsx'
import { ChannelOutlook } from './channel-outlook.tsx'
import { ChannelSettings } from './channel-settings.tsx'
import { ChannelState, isSample } from './channel-state.tsx'
import styles from './channels.module.css'

const ChannelUsage = lazy(() => import('./social/channel-usage.tsx').then((file) => ({ default: file.ChannelUsage })))

/** One channel: how it is, what to do about it, and everything that can be set. */
export function ChannelScreen() {
  const { t } = useTranslation('channels')
  const { channelId = '' } = useParams({ strict: false }) as { channelId?: string }
  const { fix, signedIn } = useSearch({ strict: false }) as { fix?: string; signedIn?: string }
  const found = useQuery({ ...read(presenceRoutes.read, { params: { id: channelId } }), refetchInterval: 15_000 })
  const presence = found.data
  useEffect(
    () =>
      onLive(
        (event) =>
          event.type === 'presence' &&
          event.presenceId === channelId &&
          invalidateRoute(queryClient, presenceRoutes.read),
      ),
    [channelId],
  )
  const loaded = presence !== undefined
  useEffect(() => {
    if (!loaded || !fix) return
    const section = document.getElementById(fix)
    section?.scrollIntoView({ block: 'start' })
    section?.querySelector<HTMLElement>('input, textarea, select, [data-begin]')?.focus({ preventScroll: true })
  }, [loaded, fix])

  const above = <BackLink to="/settings/channels">{t('title')}</BackLink>
  if (!presence)
    return (
      <Page title={t('one')} above={above}>
        {found.error ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : (
          <SkeletonText lines={5} />
        )}
      </Page>
    )
  return (
    <Page
      title={presence.name}
      above={above}
      intro={
        <span className={styles.guessLine}>
          <ChannelGlyph kind={presence.kind} named />
          {presence.address && <span>{presence.address}</span>}
          <ChannelState presence={presence} />
        </span>
      }
      actions={<ChannelActions presence={presence} />}
    >
      {signedIn && presence.state !== 'needs_sign_in' && <Banner icon={CircleCheck}>{t('signIn.done')}</Banner>}
      {isSample(presence) && <Banner>{t('sample.text')}</Banner>}
      {presence.state === 'archived' && <Banner>{t('archived.text')}</Banner>}
      <ChannelHealth presence={presence} />
      <ChannelOutlook presenceId={presence.id} />
      {(presence.kind === 'x' || presence.kind === 'youtube') && (
        <Suspense>
          <ChannelUsage presence={presence} />
        </Suspense>
      )}
      <ChannelSettings presence={presence} />
    </Page>
  )
}
