import { type Customer, customerRoutes } from '@resonanz/contracts'
import { useNavigate } from '@tanstack/react-router'
import { ArrowLeftRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { doWithCustomer, useCustomer } from './customer-data.ts'
import { CustomerSearch, type FoundCustomer } from './customer-search.tsx'
import styles from './customers.module.css'

/** Two that are one person: side by side, what moves, and the way back. */
export function MergeDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation(['customers', 'ui'])
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<FoundCustomer | null>(null)
  const [keepsOther, setKeepsOther] = useState(true)
  const [reason, setReason] = useState('')
  const other = useCustomer(chosen?.id ?? null).data
  const stays = keepsOther ? other : customer
  const goes = keepsOther ? customer : other

  async function merge(): Promise<void> {
    if (!stays || !goes) return
    let merged: Customer | undefined
    const done = await doWithCustomer(
      async () => {
        merged = await call(customerRoutes.merge, {
          params: { id: goes.id },
          body: { into: stays.id, reason: reason.trim() },
        })
      },
      t('done.merged', { name: stays.name }),
      async () => {
        const merge = merged?.merges.find((one) => one.undoable)
        if (merge) await call(customerRoutes.unmerge, { params: { id: merge.id } })
      },
    )
    if (!done) return
    onClose()
    void navigate({ to: '/customers/$customerId', params: { customerId: stays.id } })
  }
  return (
    <Dialog
      open
      size={640}
      title={t('merge.title', { name: customer.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={!stays || !goes} onClick={() => void merge()}>
            {t('merge.run')}
          </Button>
        </>
      }
    >
      <div className={styles.edit}>
        <CustomerSearch start="" except={customer.id} chosen={chosen} onChoose={setChosen} />
        {stays && goes && (
          <>
            <div className={styles.columns}>
              <Side title={t('merge.goes')} customer={goes} />
              <Side title={t('merge.stays')} customer={stays} />
            </div>
            <Button small icon={ArrowLeftRight} onClick={() => setKeepsOther(!keepsOther)}>
              {t('merge.swap')}
            </Button>
            <ul className={styles.moves}>
              <li>{t('merge.identities', { count: goes.identities.length, name: stays.name })}</li>
              <li>{t('merge.cases', { count: goes.cases.length, name: stays.name })}</li>
              <li>{t('merge.undo')}</li>
            </ul>
            <TextField
              optional
              label={t('merge.reason')}
              value={reason}
              maxLength={300}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}

function Side({ title, customer }: { title: string; customer: Customer }) {
  const { t } = useTranslation(['customers', 'ui'])
  return (
    <div className={styles.side}>
      <small>{title}</small>
      <b>{customer.name}</b>
      <p className={styles.muted}>{[customer.organisation, customer.number].filter(Boolean).join(' · ')}</p>
      <ul>
        {customer.identities.map((identity) => (
          <li key={identity.id}>{identity.display}</li>
        ))}
      </ul>
      <p className={styles.muted}>{t('cases.count', { count: customer.cases.length })}</p>
    </div>
  )
}
