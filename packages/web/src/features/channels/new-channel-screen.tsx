import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMay } from '#lib/session.ts'
import { BackLink } from '#ui/back-link.tsx'
import { channelIcons } from '#ui/channel-glyph.tsx'
import { Page, Section } from '#ui/page.tsx'
import { DeniedState } from '#ui/states.tsx'
import styles from './channels.module.css'
import { networkFields, type NetworkKind } from './social/fields.ts'
import { useNetworkWords } from './social/words.ts'

const kinds = ['email', 'form', 'chat', 'feed', 'inlet'] as const

const networks = Object.keys(networkFields) as NetworkKind[]

/** What can be connected, and what is there by itself. */
export function NewChannelScreen() {
  const { t } = useTranslation('channels')
  const may = useMay('presence.manage')
  return (
    <Page
      title={t('new.title')}
      intro={t('new.intro')}
      above={<BackLink to="/settings/channels">{t('title')}</BackLink>}
    >
      {!may && <DeniedState>{t('denied')}</DeniedState>}
      {may && (
        <ul className={styles.cards}>
          {kinds.map((kind) => {
            const Icon = channelIcons[kind]
            return (
              <li key={kind}>
                <Link to="/settings/channels/new/$kind" params={{ kind }} className={styles.card}>
                  <Icon size={22} />
                  <span>
                    <b>{t(`new.${kind}.title`)}</b>
                    <small>{t(`new.${kind}.text`)}</small>
                  </span>
                </Link>
              </li>
            )
          })}
        </ul>
      )}
      {may && networks.length > 0 && (
        <Section title={t('network.title')} intro={t('network.intro')}>
          <ul className={styles.cards}>
            {networks.map((kind) => (
              <NetworkCard key={kind} kind={kind} />
            ))}
          </ul>
        </Section>
      )}
      {may && (
        <Section title={t('new.hand.title')} intro={t('new.hand.text')}>
          <div>
            <Link to="/new">{t('new.hand.link')}</Link>
          </div>
        </Section>
      )}
    </Page>
  )
}

function NetworkCard({ kind }: { kind: NetworkKind }) {
  const words = useNetworkWords(kind)
  const Icon = channelIcons[kind]
  return (
    <li>
      <Link to="/settings/channels/new/$kind" params={{ kind }} className={styles.card}>
        <Icon size={22} />
        <span>
          <b>{words.title}</b>
          <small>{words.text}</small>
        </span>
      </Link>
    </li>
  )
}
