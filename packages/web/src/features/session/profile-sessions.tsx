import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Laptop, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Row, Rows, Section } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { asked } from './auth-answer.ts'
import { authClient } from './auth-client.ts'
import { deviceOf, isHandheld } from './device-name.ts'

export function SessionsSection() {
  const { t } = useTranslation('session')
  const client = useQueryClient()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => fetchSessions() })

  async function end(
    ask: () => Promise<{ data: unknown; error: { status?: number } | null }>,
    words: string,
  ): Promise<void> {
    const { trouble } = await asked(ask, 'change')
    showNotice(trouble ? { text: t(`trouble.${trouble}`), tone: 'bad' } : { text: words, tone: 'ok' })
    await client.invalidateQueries({ queryKey: ['sessions'] })
  }
  const others = (
    <Button small onClick={() => void end(() => authClient.revokeOtherSessions(), t('profile.sessions.endedOthers'))}>
      {t('profile.sessions.endOthers')}
    </Button>
  )
  return (
    <Section
      title={t('profile.sessions.title')}
      intro={t('profile.sessions.intro')}
      actions={(sessions.data?.length ?? 0) > 1 && others}
    >
      {sessions.error && !sessions.data && (
        <ErrorState compact error={sessions.error} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.isPending && <SkeletonText />}
      {sessions.data && (
        <Rows label={t('profile.sessions.title')}>
          {sessions.data.map(({ id, token, userAgent, ipAddress, createdAt, here }) => (
            <Row
              key={id}
              icon={isHandheld(userAgent) ? <Smartphone size={18} /> : <Laptop size={18} />}
              title={deviceOf(userAgent) ?? t('profile.sessions.unknown')}
              meta={
                <>
                  {t('profile.sessions.lastSeen')} <RelativeTime at={createdAt} /> {ipAddress && ` · ${ipAddress}`}
                </>
              }
              actions={
                here ? (
                  <Chip tone="ok">{t('profile.sessions.this')}</Chip>
                ) : (
                  <Button
                    small
                    look="quiet"
                    onClick={() => void end(() => authClient.revokeSession({ token }), t('profile.sessions.ended'))}
                  >
                    {t('profile.sessions.end')}
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}

type Device = { id: string; token: string; userAgent: string; ipAddress: string; createdAt: Date; here: boolean }

async function fetchSessions(): Promise<Device[]> {
  const [list, current] = await Promise.all([authClient.listSessions(), authClient.getSession()])
  if (list.error) throw new Error('sessions')
  return (list.data ?? []).map((session) => ({
    id: session.id,
    token: session.token,
    userAgent: session.userAgent ?? '',
    ipAddress: session.ipAddress ?? '',
    createdAt: new Date(session.createdAt),
    here: session.id === current.data?.session.id,
  }))
}
