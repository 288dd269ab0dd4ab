import type { Customer } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { Moment } from '#ui/relative-time.tsx'
import styles from './customers.module.css'

/** What is on file: language, form of address, own fields. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const { t } = useTranslation(['customers', 'ui'])
  const facts: [string, string | null][] = [
    [t('field.number'), customer.number],
    [t('field.organisation'), customer.organisation],
    [t('field.salutation'), customer.salutation],
    [t('field.language'), customer.language && t(`language.${customer.language}`)],
    [t('field.addressForm'), customer.addressForm && t(`addressForm.${customer.addressForm}`)],
    ...Object.entries(customer.fields),
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
      <div>
        <dt>{t('field.since')}</dt>
        <dd>
          <Moment at={customer.since} />
        </dd>
      </div>
    </dl>
  )
}
