import { type Signatures, signatureRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Signature as SignatureIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useConnection } from '#lib/connection.ts'
import { read } from '#lib/query.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Page, Row, Rows, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, ErrorState } from '#ui/states.tsx'
import { Initials } from './initials.tsx'
import { keepSignatures } from './keep-signatures.ts'
import { SignatureForm } from './signature-form.tsx'
import styles from './signatures.module.css'

/** What stands below mails and public answers: of the house, of single presences, and who signs with which initials. */
export function SignaturesScreen() {
  const { t } = useTranslation(['signatures', 'app'])
  const { online } = useConnection()
  const { data, error, refetch } = useQuery(read(signatureRoutes.read))
  return (
    <Page title={t('title')} intro={t('intro')} above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={8} />}
      {data && (
        <>
          {!data.mayChange && <Banner>{t('readOnly')}</Banner>}
          {!online && <Banner tone="soon">{t('offline')}</Banner>}
          <Section title={t('house.title')} intro={t('house.intro')}>
            <SignatureForm
              presenceId={null}
              signature={{ ...data.house, initials: data.house.initials ?? false }}
              version={data.version}
              may={data.mayChange}
            />
          </Section>
          <Section title={t('presences.title')} intro={t('presences.intro')}>
            <Rows label={t('presences.title')}>
              {data.presences.map((presence) => (
                <PresenceRow key={presence.id} presence={presence} all={data} />
              ))}
            </Rows>
          </Section>
          <Section title={t('initials.title')} intro={t('initials.intro')}>
            <Initials people={data.people} />
          </Section>
        </>
      )}
    </Page>
  )
}

function PresenceRow({ presence, all }: { presence: Signatures['presences'][number]; all: Signatures }) {
  const { t } = useTranslation('signatures')
  const [isOpen, setOpen] = useState(false)
  const { own } = presence
  async function drop(): Promise<void> {
    setOpen(false)
    await call(signatureRoutes.drop, { params: { id: presence.id } })
      .then(keepSignatures)
      .catch(tellProblem)
  }
  return (
    <>
      <Row
        icon={<SignatureIcon size={18} />}
        title={
          <>
            {presence.name} {own && <Chip>{t('presences.own')}</Chip>}
          </>
        }
        meta={saysOf(presence, all, t)}
        actions={
          all.mayChange && (
            <>
              {own && (
                <Button small look="quiet" onClick={() => void drop()}>
                  {t('presences.drop')}
                </Button>
              )}
              <Button
                small
                aria-expanded={isOpen}
                aria-label={`${t('presences.edit')}: ${presence.name}`}
                onClick={() => setOpen(!isOpen)}
              >
                {t('presences.edit')}
              </Button>
            </>
          )
        }
      />
      {isOpen && (
        <li className={styles.own}>
          <SignatureForm
            presenceId={presence.id}
            isPublic={presence.isPublic}
            signature={own ?? { ...all.house, initials: null }}
            version={presence.version}
            may
            onSaved={() => setOpen(false)}
          />
        </li>
      )}
    </>
  )
}

type Words = ReturnType<typeof useTranslation<'signatures'>>['t']
function saysOf({ own, isPublic, kind }: Signatures['presences'][number], { house }: Signatures, t: Words): string {
  if (isPublic) return t((own?.initials ?? house.initials) ? 'presences.withInitials' : 'presences.withoutInitials')
  if (kind !== 'email' && kind !== 'form') return t('presences.none')
  return t((own ?? house).signs ? 'presences.signed' : 'presences.unsigned')
}
