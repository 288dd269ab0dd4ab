import { customerRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Check, X } from 'lucide-react'
import { type KeyboardEvent, type Ref, useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { Avatar } from '#ui/avatar.tsx'
import styles from './new-case.module.css'

type Person = { id: string; name: string }
type Props = {
  inputRef: Ref<HTMLInputElement>
  customer: Person | null
  who: string
  onWho: (who: string) => void
  onCustomer: (customer: Person | null) => void
}

const SETTLE_MS = 120

/** Who it was: a known customer out of what one types, or the typed words as somebody new. */
export function WhoField({ inputRef, customer, who, onWho, onCustomer }: Props) {
  const { t } = useTranslation('new-case')
  const id = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const q = useSettled(who.trim(), SETTLE_MS)
  const found = useQuery({
    ...read(customerRoutes.list, { query: { q, limit: 6 } }),
    enabled: q.length >= 2 && !customer,
  })
  const known = open && q.length >= 2 ? (found.data?.items ?? []) : []

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' && known.length > 0) setAt((at + 1) % known.length)
    else if (event.key === 'ArrowUp' && known.length > 0) setAt(at <= 0 ? known.length - 1 : at - 1)
    else if (event.key === 'Escape' && open && known.length > 0) setOpen(false)
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && known[at]) take(known[at])
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  function take({ id, name }: Person): void {
    onCustomer({ id, name })
    setOpen(false)
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {t('who')}
      </label>
      <div className={styles.combo}>
        {customer && (
          <span className={styles.known}>
            <Avatar name={customer.name} size={20} />
          </span>
        )}
        <input
          ref={inputRef}
          id={id}
          className={styles.input}
          data-known={customer !== null || undefined}
          value={customer ? customer.name : who}
          readOnly={customer !== null}
          placeholder={t('whoExample')}
          role="combobox"
          aria-expanded={known.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={known[at] ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          onChange={(event) => {
            onWho(event.currentTarget.value)
            setOpen(true)
            setAt(-1)
          }}
          onKeyDown={(event) => {
            if (customer && (event.key === 'Backspace' || event.key === 'Delete')) onCustomer(null)
            else onKeyDown(event)
          }}
          onBlur={() => setOpen(false)}
        />
        {customer && (
          <button type="button" className={styles.clear} aria-label={t('whoClear')} onClick={() => onCustomer(null)}>
            <X size={14} />
          </button>
        )}
        {known.length > 0 && (
          <div className={styles.found} id={`${id}-list`} role="listbox" aria-label={t('who')}>
            {known.map((one, place) => (
              <div
                key={one.id}
                id={`${id}-${place}`}
                role="option"
                aria-selected={place === at}
                className={styles.option}
                onPointerMove={() => setAt(place)}
                onPointerDown={(event) => {
                  event.preventDefault()
                  take(one)
                }}
              >
                <Avatar name={one.name} size={24} />
                <span className={styles.optionWords}>
                  {one.name}
                  <small>
                    {[one.number, one.organisation, ...one.identities].filter(Boolean).slice(0, 3).join(' · ')}
                  </small>
                </span>
                {one.openCases > 0 && <small>{t('openCases', { count: one.openCases })}</small>}
              </div>
            ))}
          </div>
        )}
      </div>
      {customer ? (
        <p className={styles.help}>
          <Check size={13} /> {t('whoKnown')}
        </p>
      ) : (
        who.trim() && <p className={styles.help}>{t('whoNew')}</p>
      )}
    </div>
  )
}

function useSettled(value: string, waitMs: number): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(setSettled, waitMs, value)
    return () => clearTimeout(timer)
  }, [value, waitMs])
  return settled
}
