import { type BodyInput, type Customer, customerRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { only, useTouched } from '#lib/touched.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextAreaField, TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { doWithCustomer } from './customer-data.ts'
import styles from './customers.module.css'

type Start = { name: string; identityId?: string; caseId?: string }
type Props = { start?: Start; customer?: Customer; onClose: () => void; onDone?: (customer: Customer) => void }

/** Creates a customer, or changes one. */
export function CustomerForm({ start, customer, onClose, onDone }: Props) {
  const { t } = useTranslation(['customers', 'ui'])
  const {
    values: form,
    set,
    changes,
  } = useTouched({
    name: customer?.name ?? start?.name ?? '',
    number: customer?.number ?? '',
    organisation: customer?.organisation ?? '',
    salutation: customer?.salutation ?? '',
    language: customer?.language ?? null,
    addressForm: customer?.addressForm ?? null,
    particulars: customer?.particulars ?? '',
  })
  const [busy, setBusy] = useState(false)
  const text = (field: 'name' | 'number' | 'organisation' | 'salutation') => ({
    label: t(`field.${field}`),
    value: form[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [field]: event.currentTarget.value }),
  })

  async function save(): Promise<void> {
    if (!form.name.trim() || busy) return
    if (customer && Object.keys(changes).length === 0) return onClose()
    setBusy(true)
    const body: BodyInput<typeof customerRoutes.create> = {
      name: form.name.trim(),
      number: form.number.trim() || null,
      organisation: form.organisation.trim() || null,
      salutation: form.salutation.trim() || null,
      language: form.language,
      addressForm: form.addressForm,
      particulars: form.particulars.trim(),
    }
    let result: Customer | undefined
    const { name: _, ...link } = start ?? { name: '' }
    const done = await doWithCustomer(
      async () => {
        result = customer
          ? await call(customerRoutes.change, { params: { id: customer.id }, body: only(body, changes) })
          : await call(customerRoutes.create, { body: { ...body, ...link } })
      },
      t(customer ? 'done.saved' : 'done.created', { name: form.name.trim() }),
    )
    setBusy(false)
    if (!done) return
    if (result) onDone?.(result)
    onClose()
  }
  return (
    <Dialog
      open
      title={t(customer ? 'act.edit' : 'act.create')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!form.name.trim()} onClick={() => void save()}>
            {t(customer ? 'ui:save' : 'act.create')}
          </Button>
        </>
      }
    >
      <form
        className={styles.edit}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField {...text('name')} maxLength={200} data-autofocus />
        <TextField {...text('salutation')} optional maxLength={60} description={t('field.salutationHelp')} />
        <TextField {...text('organisation')} optional maxLength={200} />
        <TextField {...text('number')} optional maxLength={60} />
        <SelectField
          optional
          clearable
          label={t('field.language')}
          data={(['de', 'en'] as const).map((value) => ({ value, label: t(`language.${value}`) }))}
          value={form.language}
          onChange={(language) => set({ language: language as 'de' | 'en' | null })}
        />
        <SelectField
          optional
          clearable
          label={t('field.addressForm')}
          data={(['sie', 'du'] as const).map((value) => ({ value, label: t(`addressForm.${value}`) }))}
          value={form.addressForm}
          onChange={(addressForm) => set({ addressForm: addressForm as 'sie' | 'du' | null })}
        />
        <TextAreaField
          optional
          label={t('particulars.label')}
          value={form.particulars}
          maxLength={5000}
          onChange={(event) => set({ particulars: event.currentTarget.value })}
        />
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  )
}
