import { type Customer, customerRoutes } from '@resonanz/contracts'
import { Info, Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { doWithCustomer } from './customer-data.ts'
import styles from './customers.module.css'

/** Facts for the next contact, edited in place. */
export function Particulars({ customer }: { customer: Customer }) {
  const { t } = useTranslation(['customers', 'ui'])
  const [typed, setTyped] = useState<string | null>(null)
  const may = customer.allowed.includes('change')
  const change = (particulars: string) =>
    call(customerRoutes.change, { params: { id: customer.id }, body: { particulars } })
  async function save(): Promise<void> {
    const text = typed?.trim() ?? ''
    const before = customer.particulars
    if (text === before) return setTyped(null)
    if (
      await doWithCustomer(
        () => change(text),
        t('done.particulars'),
        () => change(before),
      )
    )
      setTyped(null)
  }
  return (
    <section>
      <div className={styles.sectionHead}>
        <h3>{t('particulars.label')}</h3>
        {may && typed === null && (
          <IconButton
            small
            icon={Pencil}
            label={t('particulars.edit')}
            onClick={() => setTyped(customer.particulars)}
          />
        )}
      </div>
      {typed === null ? (
        customer.particulars ? (
          <div className={styles.item}>
            <Info size={14} />
            <div className={styles.text}>{customer.particulars}</div>
          </div>
        ) : (
          <p className={styles.muted}>{t('particulars.none')}</p>
        )
      ) : (
        <div className={styles.edit}>
          <textarea
            className={styles.area}
            rows={4}
            aria-label={t('particulars.label')}
            value={typed}
            maxLength={5000}
            ref={(element) => element?.focus()}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setTyped(null)
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
            }}
          />
          <div className={styles.actions}>
            <Button small look="primary" onClick={() => void save()}>
              {t('ui:save')}
            </Button>
            <Button small onClick={() => setTyped(null)}>
              {t('ui:cancel')}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}
