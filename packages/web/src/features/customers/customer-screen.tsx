import { type Customer, customerRoutes } from '@resonanz/contracts'
import { Link, useParams } from '@tanstack/react-router'
import { FileQuestion, Merge, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useNow } from '#lib/clock.ts'
import { isProblem } from '#lib/problem.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Page, Section } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'
import { CaseList, PromiseList } from './case-list.tsx'
import { doWithCustomer, useCustomer } from './customer-data.ts'
import { CustomerFacts } from './customer-facts.tsx'
import { CustomerForm } from './customer-form.tsx'
import styles from './customers.module.css'
import { IdentityList } from './identity-list.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { Particulars } from './particulars.tsx'
import { ProposalCard } from './proposal-card.tsx'

/** Everything about one person, over all channels. */
export function CustomerScreen() {
  const { t } = useTranslation(['customers', 'ui'])
  const { customerId = '' } = useParams({ strict: false }) as { customerId?: string }
  const { data, error, refetch } = useCustomer(customerId)
  if (data) return <Whole key={data.id} customer={data} />
  if (isProblem(error, 'not-found'))
    return (
      <EmptyState icon={FileQuestion} title={t('missing.title')}>
        {t('missing.words')}
      </EmptyState>
    )
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <Page title={t('customer')}>
      <SkeletonText lines={6} />
    </Page>
  )
}

function Whole({ customer }: { customer: Customer }) {
  const { t } = useTranslation(['customers', 'ui'])
  const [open, setOpen] = useState<'edit' | 'merge' | null>(null)
  const may = (what: string) => customer.allowed.includes(what)
  return (
    <Page
      wide
      title={customer.name}
      intro={[customer.organisation, customer.number].filter(Boolean).join(' · ') || t('customer')}
      actions={
        <>
          {may('change') && (
            <Button icon={Pencil} onClick={() => setOpen('edit')}>
              {t('act.edit')}
            </Button>
          )}
          {may('merge') && !customer.mergedInto && (
            <Button icon={Merge} onClick={() => setOpen('merge')}>
              {t('act.merge')}
            </Button>
          )}
        </>
      }
    >
      {customer.mergedInto && (
        <Banner>
          {t('mergedInto.words')}{' '}
          <Link to="/customers/$customerId" params={{ customerId: customer.mergedInto }}>
            {t('mergedInto.open')}
          </Link>
        </Banner>
      )}
      <div className={styles.whole}>
        <div className={styles.main}>
          {customer.openPromises.length > 0 && (
            <Section title={t('promises.label')}>
              <PromiseList promises={customer.openPromises} />
            </Section>
          )}
          <Section title={t('cases.all')}>
            <CaseList cases={customer.cases} />
          </Section>
        </div>
        <aside className={styles.facets} aria-label={t('facts')}>
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
              may={may('link')}
            />
          ))}
          <CustomerFacts customer={customer} />
          <Merges customer={customer} />
        </aside>
      </div>
      <p className={styles.logged}>{t('logged')}</p>
      {open === 'edit' && <CustomerForm customer={customer} onClose={() => setOpen(null)} />}
      {open === 'merge' && <MergeDialog customer={customer} onClose={() => setOpen(null)} />}
    </Page>
  )
}

/** What was joined into this customer, with the way back. */
function Merges({ customer }: { customer: Customer }) {
  const { t } = useTranslation(['customers', 'ui'])
  const language = useLanguage()
  const now = useNow()
  if (customer.merges.length === 0) return null
  return (
    <section>
      <h3>{t('merges.label')}</h3>
      <ul className={styles.list}>
        {customer.merges.map((merge) => (
          <li key={merge.id} className={styles.item}>
            <Merge size={14} />
            <div>
              {merge.name}
              <small>
                {[merge.by?.name, formatMoment(new Date(merge.at), now, { language })].filter(Boolean).join(' · ')}
              </small>
              {merge.undoable && customer.allowed.includes('merge') && (
                <Button
                  small
                  onClick={() =>
                    void doWithCustomer(
                      () => call(customerRoutes.unmerge, { params: { id: merge.id } }),
                      t('done.unmerged', { name: merge.name }),
                    )
                  }
                >
                  {t('merges.undo')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
