import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Page } from '#ui/page.tsx'
import { DeniedState } from '#ui/states.tsx'
import { ConnectEmail } from './connect-email.tsx'
import { ConnectFeed } from './connect-feed.tsx'
import { ConnectForm } from './connect-form.tsx'
import { ConnectInlet } from './connect-inlet.tsx'
import { NewChannelScreen } from './new-channel-screen.tsx'

const bodies = { email: ConnectEmail, form: ConnectForm, feed: ConnectFeed, inlet: ConnectInlet } as const

/** Connecting one channel of a kind. */
export function ConnectScreen() {
  const { t } = useTranslation('channels')
  const { kind = '' } = useParams({ strict: false }) as { kind?: string }
  const may = useMay('presence.manage')
  if (!(kind in bodies)) return <NewChannelScreen />
  const known = kind as keyof typeof bodies
  const Body = bodies[known]
  return (
    <Page
      title={t(`connectKind.${known}.title`)}
      intro={t(`connectKind.${known}.intro`)}
      above={<BackLink to="/settings/channels/new">{t('new.title')}</BackLink>}
    >
      {may ? <Body /> : <DeniedState>{t('denied')}</DeniedState>}
    </Page>
  )
}
