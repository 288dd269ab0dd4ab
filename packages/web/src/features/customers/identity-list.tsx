import { type Customer, customerRoutes, type Identity } from '@resonanz/contracts'
import { AtSign, House, type LucideIcon, Mail, Phone, UserRound, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { IconButton } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { doWithCustomer } from './customer-data.ts'
import styles from './customers.module.css'
import { evidenceWords } from './evidence-words.ts'

const icons: Record<Identity['kind'], LucideIcon> = {
  email: Mail,
  phone: Phone,
  handle: AtSign,
  postal: House,
  name: UserRound,
}

/** Addresses and handles of a person, each with how sure we are and why. */
export function IdentityList({ customer }: { customer: Customer }) {
  const { t } = useTranslation(['customers', 'ui'])
  const may = customer.allowed.includes('link')
  if (customer.identities.length === 0) return <p className={styles.muted}>{t('identities.none')}</p>

  function unlink(identity: Identity): void {
    void doWithCustomer(
      () => call(customerRoutes.unlink, { params: { id: identity.id }, body: {} }),
      t('done.unlinked', { identity: identity.display }),
      () =>
        call(customerRoutes.link, {
          params: { id: identity.id },
          body: { customerId: customer.id, reason: t('reason.undo') },
        }),
    )
  }
  return (
    <ul className={styles.list}>
      {customer.identities.map((identity) => {
        const Icon = icons[identity.kind]
        const evidence = identity.evidence
          .filter((code) => code !== 'confirmed-by-person' || !identity.confirmedBy)
          .map((code) => evidenceWords(code, t))
          .join(', ')
        const by = identity.confirmedBy ? t('identities.by', { name: identity.confirmedBy.name }) : ''
        return (
          <li key={identity.id} className={styles.item}>
            <Icon size={14} />
            <div className={styles.grow}>
              <span className={styles.identity}>
                {identity.display}
                <Chip tone={identity.state === 'confirmed' ? 'ok' : identity.state === 'assumed' ? 'soon' : 'neutral'}>
                  {t(`state.${identity.state}`)}
                </Chip>
              </span>
              {(evidence || by) && <small>{[evidence, by].filter(Boolean).join(' · ')}</small>}
            </div>
            {may && identity.linkId && (
              <IconButton
                small
                icon={X}
                label={t('act.unlink', { identity: identity.display })}
                onClick={() => unlink(identity)}
              />
            )}
          </li>
        )
      })}
    </ul>
  )
}
