import { customerRoutes, type ResponseOf } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { Avatar } from '#ui/avatar.tsx'
import { TextField } from '#ui/field.tsx'
import styles from './customers.module.css'

export type FoundCustomer = ResponseOf<typeof customerRoutes.list>['items'][number]
type Props = {
  start: string
  except?: string
  chosen: FoundCustomer | null
  onChoose: (customer: FoundCustomer) => void
}

/** Finds a customer by name, number, address or handle; one of the found is chosen. */
export function CustomerSearch({ start, except, chosen, onChoose }: Props) {
  const { t } = useTranslation(['customers', 'ui'])
  const name = useId()
  const [typed, setTyped] = useState(start)
  const q = useDeferredValue(typed.trim())
  const found = useQuery({ ...read(customerRoutes.list, { query: { q, limit: 10 } }), enabled: q !== '' })
  const rows = (found.data?.items ?? []).filter((row) => row.id !== except)
  return (
    <div className={styles.edit}>
      <TextField
        label={t('search.label')}
        value={typed}
        maxLength={200}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles.found} role="radiogroup" aria-label={t('search.found')}>
        {rows.map((row) => (
          <label key={row.id} className={styles.choice}>
            <input type="radio" name={name} checked={chosen?.id === row.id} onChange={() => onChoose(row)} />
            <Avatar name={row.name} size={24} />
            <span>
              {row.name}
              <small>{[row.organisation, row.number, ...row.identities].filter(Boolean).join(' · ')}</small>
            </span>
          </label>
        ))}
        {q !== '' && found.isSuccess && rows.length === 0 && <p className={styles.muted}>{t('search.none')}</p>}
      </div>
    </div>
  )
}
