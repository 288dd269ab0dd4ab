import { customerRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { doWithCustomer } from './customer-data.ts'
import { CustomerSearch, type FoundCustomer } from './customer-search.tsx'
import styles from './customers.module.css'

type Props = { identity: { id: string; display: string }; name: string; onClose: () => void }

/** A person says whom an address belongs to, and why. */
export function LinkDialog({ identity, name, onClose }: Props) {
  const { t } = useTranslation(['customers', 'ui'])
  const [chosen, setChosen] = useState<FoundCustomer | null>(null)
  const [reason, setReason] = useState('')
  async function link(): Promise<void> {
    if (!chosen) return
    const done = await doWithCustomer(
      () =>
        call(customerRoutes.link, {
          params: { id: identity.id },
          body: { customerId: chosen.id, reason: reason.trim() },
        }),
      t('done.linked', { identity: identity.display, name: chosen.name }),
      () => call(customerRoutes.unlink, { params: { id: identity.id }, body: { reason: t('reason.undo') } }),
    )
    if (done) onClose()
  }
  return (
    <Dialog
      open
      title={t('link.title', { identity: identity.display })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={!chosen} onClick={() => void link()}>
            {t('link.run')}
          </Button>
        </>
      }
    >
      <div className={styles.edit}>
        <CustomerSearch start={name} chosen={chosen} onChoose={setChosen} />
        <TextField
          optional
          label={t('link.reason')}
          description={t('link.reasonHelp')}
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
