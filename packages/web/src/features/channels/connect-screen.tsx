import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Page } from '#ui/page.tsx'
import { DeniedState } from '#ui/states.tsx'
import { ConnectChat } from './chat/connect-chat.tsx'
import { ConnectEmail } from './connect-email.tsx'
import { ConnectFeed } from './connect-feed.tsx'
import { ConnectForm } from './connect-form.tsx'
import { ConnectInlet } from './connect-inlet.tsx'
import { NewChannelScreen } from './new-channel-screen.tsx'
import { ConnectNetwork } from './social/connect-network.tsx'
import { isNetwork, type NetworkKind } from './social/fields.ts'
import { NetworkSteps } from './social/network-steps.tsx'
import { useNetworkWords } from './social/words.ts'

const bodies = {
  email: ConnectEmail,
  form: ConnectForm,
  chat: ConnectChat,
  feed: ConnectFeed,
  inlet: ConnectInlet,
} as const

/** Connecting one channel of a kind. */
export function ConnectScreen() {
  const { t } = useTranslation('channels')
  const { kind = '' } = useParams({ strict: false }) as { kind?: string }
  const may = useMay('presence.manage')
  if (isNetwork(kind)) return <NetworkScreen kind={kind} />
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

function NetworkScreen({ kind }: { kind: NetworkKind }) {
  const { t } = useTranslation('channels')
  const may = useMay('presence.manage')
  const words = useNetworkWords(kind)
  return (
    <Page
      title={t('network.connect', { name: words.title })}
      intro={words.intro}
      above={<BackLink to="/settings/channels/new">{t('new.title')}</BackLink>}
    >
      {may ? (
        <>
          <NetworkSteps kind={kind} which="step" />
          <ConnectNetwork kind={kind} />
        </>
      ) : (
        <DeniedState>{t('denied')}</DeniedState>
      )}
    </Page>
  )
}
