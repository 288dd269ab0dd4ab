import { type Presence, presenceRoutes, settingsRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { ConfirmDialog } from '#ui/dialog.tsx'
import { Section } from '#ui/page.tsx'
import { Banner } from '#ui/states.tsx'
import { freshSecret, takeFreshSecret } from './fresh-secret.ts'
import { inletExample } from './inlet-example.ts'

/** Address, secret (shown once) and commands that work as they stand. */
export function InletShare({ presence }: { presence: Presence }) {
  const { t } = useTranslation('channels')
  const [secret, setSecret] = useState(() => freshSecret(presence.id))
  const [asking, setAsking] = useState(false)
  const publicUrl = useQuery(read(settingsRoutes.read)).data?.publicUrl
  const address = `${publicUrl ?? location.origin}/api/v1/inlet/${presence.publicKey ?? ''}`
  const copy = { copyLabel: t('copy'), copiedLabel: t('copied') }
  const shown = secret ?? 'whsec_…'

  async function rotate(): Promise<void> {
    const { signingSecret } = await call(presenceRoutes.rotateSecret, { params: { id: presence.id } })
    setSecret(signingSecret)
  }
  return (
    <>
      <Section
        id="sign-in"
        title={t('inlet.secret.title')}
        intro={t('inlet.secret.intro')}
        actions={
          presence.allowed.includes('rotateSecret') && (
            <Button icon={RefreshCw} onClick={() => setAsking(true)}>
              {t('inlet.secret.rotate')}
            </Button>
          )
        }
      >
        {secret ? (
          <>
            <CopyBlock {...copy} label={t('inlet.secret.label')} text={secret} />
            <Banner
              tone="note"
              actions={
                <Button
                  small
                  onClick={() => {
                    takeFreshSecret(presence.id)
                    setSecret(null)
                  }}
                >
                  {t('inlet.secret.kept')}
                </Button>
              }
            >
              {t('inlet.secret.once')}
            </Banner>
          </>
        ) : (
          <p>{t('inlet.secret.hidden')}</p>
        )}
      </Section>
      <Section title={t('inlet.how.title')} intro={t('inlet.how.intro')}>
        <CopyBlock {...copy} label={t('inlet.how.address')} text={address} />
        <CopyBlock {...copy} label={t('inlet.how.single')} text={inletExample(address, shown, false)} />
        <CopyBlock {...copy} label={t('inlet.how.many')} text={inletExample(address, shown, true)} />
      </Section>
      <ConfirmDialog
        open={asking}
        title={t('inlet.secret.rotateTitle')}
        confirmLabel={t('inlet.secret.rotate')}
        onConfirm={rotate}
        onClose={() => setAsking(false)}
      >
        {t('inlet.secret.rotateText')}
      </ConfirmDialog>
    </>
  )
}
