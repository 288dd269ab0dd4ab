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
  const [open, setOpen] = useState(false)
  // Null: nobody typed yet, and what a colleague writes meanwhile is shown and stays.
  const [typed, setTyped] = useState<string | null>(null)
  const may = customer.allowed.includes('change')
  const change = (particulars: string) =>
    call(customerRoutes.change, { params: { id: customer.id }, body: { particulars } })
  function close(): void {
    setOpen(false)
    setTyped(null)
  }
  async function save(): Promise<void> {
    const before = customer.particulars
    const text = typed?.trim() ?? before
    if (text === before) return close()
    if (
      await doWithCustomer(
        () => change(text),
        t('done.particulars'),
        () => change(before),
      )
    )
      close()
  }
  return (
    <section>
      <div className={styles.sectionHead}>
        <h3>{t('particulars.label')}</h3>
        {may && !open && <IconButton small icon={Pencil} label={t('particulars.edit')} onClick={() => setOpen(true)} />}
      </div>
      {!open ? (
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
            value={typed ?? customer.particulars}
            maxLength={5000}
            ref={(element) => element?.focus()}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') close()
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
            }}
          />
          <div className={styles.actions}>
            <Button small look="primary" onClick={() => void save()}>
              {t('ui:save')}
            </Button>
            <Button small onClick={close}>
              {t('ui:cancel')}
            </Button>
          </div>
        </div>
      )}
    </section>
  )
}
