import { type Presence } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { CopyBlock } from '#ui/copy-block.tsx'
import { Section } from '#ui/page.tsx'
import { NetworkSteps } from './network-steps.tsx'
import { OnlyHere, useOurAddress } from '../our-address.tsx'

/** Where the network sends what happens, what it asks for beside it, and where both are entered there. */
export function HookAddress({ presence }: { presence: Presence }) {
  const { t } = useTranslation('channels')
  const { origin, onlyHere } = useOurAddress()
  const word = (presence.settings as { verifyToken?: unknown }).verifyToken
  const copy = { copyLabel: t('copy'), copiedLabel: t('copied') }
  return (
    <Section title={t('network.hook.title')} intro={t('network.hook.intro')}>
      {onlyHere && <OnlyHere words={t('network.hook.onlyHere')} setAddress={t('network.hook.setAddress')} />}
      <CopyBlock {...copy} label={t('network.hook.address')} text={`${origin}/api/v1/hooks/${presence.publicKey}`} />
      {typeof word === 'string' && word !== '' && <CopyBlock {...copy} label={t('network.hook.word')} text={word} />}
      <NetworkSteps kind={presence.kind} which="after" />
    </Section>
  )
}
