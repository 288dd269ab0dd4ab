import type { CaseDetail } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { ExternalLink, Link2, UserRoundPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { CaseList, PromiseList } from './case-list.tsx'
import { useCustomer } from './customer-data.ts'
import { CustomerFacts } from './customer-facts.tsx'
import styles from './customers.module.css'
import { IdentityList } from './identity-list.tsx'
import { Particulars } from './particulars.tsx'
import { ProposalCard } from './proposal-card.tsx'

// Loaded when wanted: a case must not wait for forms.
const CustomerForm = lazy(() => import('./customer-form.tsx').then((file) => ({ default: file.CustomerForm })))
const LinkDialog = lazy(() => import('./link-dialog.tsx').then((file) => ({ default: file.LinkDialog })))

/** The person behind a case: what is known, what was promised, what else there was. */
export function CustomerTab({ detail }: { detail: CaseDetail }) {
  const mayRead = useMay('customer.read')
  if (detail.customer.id && mayRead) return <Known detail={detail} customerId={detail.customer.id} />
  return <Unknown detail={detail} />
}

function Known({ detail, customerId }: { detail: CaseDetail; customerId: string }) {
  const { t } = useTranslation(['customers', 'ui'])
  const { data: customer, error, refetch } = useCustomer(customerId)
  if (error && !customer) return <ErrorState compact error={error} onRetry={() => void refetch()} />
  if (!customer)
    return (
      <div className={styles.tab}>
        <SkeletonText lines={5} />
      </div>
    )
  const others = customer.cases.filter((one) => one.id !== detail.id)
  return (
    <div className={styles.tab}>
      <div className={styles.who}>
        <Avatar name={customer.name} size={40} />
        <div>
          <Link className={styles.name} to="/customers/$customerId" params={{ customerId }}>
            {customer.name}
            <ExternalLink size={14} />
          </Link>
          <p className={styles.muted}>
            {[customer.organisation, customer.number].filter(Boolean).join(' · ') || t('customer')}
          </p>
        </div>
      </div>
      <Particulars customer={customer} />
      <section>
        <h3>{t('identities.label')}</h3>
        <IdentityList customer={customer} />
      </section>
      {customer.proposals.map((proposal) => (
        <ProposalCard
          key={proposal.id}
          id={proposal.id}
          title={t('proposal.identity', { identity: proposal.identity.display, name: customer.name })}
          reasons={proposal.reasons}
          may={customer.allowed.includes('link')}
        />
      ))}
      <CustomerFacts customer={customer} />
      {customer.openPromises.length > 0 && (
        <section>
          <h3>{t('promises.label')}</h3>
          <PromiseList promises={customer.openPromises} />
        </section>
      )}
      <section>
        <h3>{t('cases.label')}</h3>
        <CaseList cases={others} />
      </section>
      <p className={styles.logged}>{t('logged')}</p>
    </div>
  )
}

/** A contact nobody has matched yet. */
function Unknown({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['customers', 'ui'])
  const mayWrite = useMay('customer.write')
  const [open, setOpen] = useState<'create' | 'link' | null>(null)
  const { identity } = detail
  return (
    <div className={styles.tab}>
      <div className={styles.who}>
        <Avatar name={detail.customer.name} size={40} />
        <div>
          <b className={styles.name}>{detail.customer.name}</b>
          <p className={styles.muted}>
            {identity ? identity.display : t('contact')} <Chip>{t('state.unlinked')}</Chip>
          </p>
        </div>
      </div>
      {detail.proposals.map((proposal) => (
        <ProposalCard
          key={proposal.id}
          id={proposal.id}
          title={t('proposal.customer', { name: proposal.customer.name })}
          reasons={proposal.reasons}
          may={mayWrite}
        />
      ))}
      {mayWrite && (
        <div className={styles.actions}>
          <Button icon={UserRoundPlus} onClick={() => setOpen('create')}>
            {t('act.create')}
          </Button>
          {identity && (
            <Button icon={Link2} onClick={() => setOpen('link')}>
              {t('act.link')}
            </Button>
          )}
        </div>
      )}
      <section>
        <h3>{t('cases.label')}</h3>
        <CaseList cases={detail.otherCases} />
      </section>
      <Suspense>
        {open === 'create' && (
          <CustomerForm
            start={{ name: detail.customer.name, ...(identity ? { identityId: identity.id } : {}), caseId: detail.id }}
            onClose={() => setOpen(null)}
          />
        )}
        {open === 'link' && identity && (
          <LinkDialog identity={identity} name={detail.customer.name} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </div>
  )
}
