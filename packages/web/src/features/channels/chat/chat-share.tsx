import { type Presence, presenceRoutes } from '@resonanz/contracts'
import { ExternalLink, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button, buttonClass } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { ConfirmDialog } from '#ui/dialog.tsx'
import { Section } from '#ui/page.tsx'
import { Banner } from '#ui/states.tsx'
import styles from '../channels.module.css'
import { freshSecret, takeFreshSecret } from '../fresh-secret.ts'
import { chatSnippet } from './chat-draft.ts'
import { OnlyHere, useOurAddress } from '../our-address.tsx'

/** The line for the website, the secret for its signed-in visitors, and how the chat looks. `stamp` reloads the preview. */
export function ChatShare({ presence, stamp }: { presence: Presence; stamp: string }) {
  const { t, i18n } = useTranslation(['chat', 'channels'])
  const { origin, onlyHere } = useOurAddress()
  const key = presence.publicKey
  if (!key || presence.state === 'archived') return null
  const copy = { copyLabel: t('channels:copy'), copiedLabel: t('channels:copied') }
  const language = i18n.language.startsWith('en') ? 'en' : 'de'
  return (
    <>
      <Section
        id="share"
        title={t('share.title')}
        intro={t('share.intro')}
        actions={
          <a href={`/chat/${key}`} target="_blank" rel="noopener" className={buttonClass()}>
            <ExternalLink size={16} />
            {t('share.open')}
          </a>
        }
      >
        {onlyHere && <OnlyHere words={t('share.onlyHere')} setAddress={t('share.setAddress')} />}
        <CopyBlock {...copy} label={t('share.snippet')} text={chatSnippet(origin, key)} />
        <CopyBlock {...copy} label={t('share.link')} text={`${origin}/chat/${key}`} />
        <p className={styles.help}>{t('share.policy')}</p>
      </Section>
      <IdentitySecret presence={presence} snippet={chatSnippet(origin, key, 'eyJ…')} />
      <Section title={t('preview.title')} intro={t('preview.intro')}>
        {/* oxlint-disable-next-line react/iframe-missing-sandbox -- our own page, which speaks to us as ourselves */}
        <iframe
          key={stamp}
          className={styles.preview}
          title={t('preview.title')}
          src={`/chat/${key}?lang=${language}`}
          loading="lazy"
        />
      </Section>
    </>
  )
}

function IdentitySecret({ presence, snippet }: { presence: Presence; snippet: string }) {
  const { t } = useTranslation(['chat', 'channels'])
  const [secret, setSecret] = useState(() => freshSecret(presence.id))
  const [asking, setAsking] = useState(false)
  const copy = { copyLabel: t('channels:copy'), copiedLabel: t('channels:copied') }
  async function rotate(): Promise<void> {
    const { signingSecret } = await call(presenceRoutes.rotateSecret, { params: { id: presence.id } })
    setSecret(signingSecret)
  }
  const kept = (
    <Button
      small
      onClick={() => {
        takeFreshSecret(presence.id)
        setSecret(null)
      }}
    >
      {t('identity.kept')}
    </Button>
  )
  return (
    <Section
      id="sign-in"
      title={t('identity.title')}
      intro={t('identity.intro')}
      actions={
        presence.allowed.includes('rotateSecret') && (
          <Button icon={RefreshCw} onClick={() => setAsking(true)}>
            {t('identity.rotate')}
          </Button>
        )
      }
    >
      {secret ? (
        <>
          <CopyBlock {...copy} label={t('identity.label')} text={secret} />
          <Banner tone="note" actions={kept}>
            {t('identity.once')}
          </Banner>
        </>
      ) : (
        <p>{t('identity.hidden')}</p>
      )}
      <CopyBlock {...copy} label={t('identity.snippet')} text={snippet} />
      <ConfirmDialog
        open={asking}
        title={t('identity.rotateTitle')}
        confirmLabel={t('identity.rotate')}
        onConfirm={rotate}
        onClose={() => setAsking(false)}
      >
        {t('identity.rotateText')}
      </ConfirmDialog>
    </Section>
  )
}
