import type { CaseDetail } from '@resonanz/contracts'
import { Plus, TriangleAlert, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addTo, isNewTo, looksLikeAddress, offeredCopies, type Recipients, removeFrom } from './recipients.ts'
import styles from './replies.module.css'

type Props = {
  thread: CaseDetail['threads'][number]
  recipients: Recipients
  onChange: (recipients: Recipients) => void
}

/** Who gets the answer, as chips. Others who were on the last message are offered; nobody is added without a press. */
export function RecipientRow({ thread, recipients, onChange }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const [adding, setAdding] = useState<'to' | 'cc' | null>(null)
  const offered = offeredCopies(thread, recipients)
  const chips = (where: 'to' | 'cc') =>
    recipients[where].map((address) => (
      <span key={address} className={styles.recipient} data-new={isNewTo(thread, address) || undefined}>
        {isNewTo(thread, address) && <TriangleAlert size={12} aria-label={t('to.isNew')} />}
        {address}
        <button
          type="button"
          aria-label={t('to.remove', { address })}
          onClick={() => onChange(removeFrom(recipients, address))}
        >
          <X size={12} />
        </button>
      </span>
    ))
  return (
    <div className={styles.recipients} role="group" aria-label={t('to.label')}>
      <span className={styles.toLabel}>{t('to.to')}</span>
      {chips('to')}
      {recipients.to.length === 0 && <span className={styles.missing}>{t('to.nobody')}</span>}
      {recipients.cc.length > 0 && <span className={styles.toLabel}>{t('to.cc')}</span>}
      {chips('cc')}
      {adding ? (
        <AddField
          where={adding}
          onAdd={(address) => onChange(addTo(recipients, adding, address))}
          onDone={() => setAdding(null)}
        />
      ) : (
        <>
          {recipients.to.length === 0 && (
            <button type="button" className={styles.offer} onClick={() => setAdding('to')}>
              <Plus size={12} />
              {t('to.addTo')}
            </button>
          )}
          {offered.map((address) => (
            <button
              type="button"
              key={address}
              className={styles.offer}
              title={t('to.wasOn')}
              onClick={() => onChange(addTo(recipients, recipients.to.length === 0 ? 'to' : 'cc', address))}
            >
              <Plus size={12} />
              {address}
            </button>
          ))}
          <button type="button" className={styles.offer} onClick={() => setAdding('cc')}>
            <Plus size={12} />
            {t('to.addCc')}
          </button>
        </>
      )}
    </div>
  )
}

function AddField({
  where,
  onAdd,
  onDone,
}: {
  where: 'to' | 'cc'
  onAdd: (address: string) => void
  onDone: () => void
}) {
  const { t } = useTranslation(['replies', 'ui'])
  const errorId = useId()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  function keep(): void {
    const address = typed.trim()
    if (address === '') return onDone()
    if (!looksLikeAddress(address)) return setWrong(true)
    onAdd(address)
    onDone()
  }
  return (
    <span className={styles.adding}>
      <input
        type="email"
        aria-label={t(where === 'to' ? 'to.addTo' : 'to.addCc')}
        aria-invalid={wrong || undefined}
        aria-describedby={wrong ? errorId : undefined}
        ref={(element) => element?.focus()}
        value={typed}
        maxLength={254}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setWrong(false)
        }}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
            event.preventDefault()
            keep()
          }
          if (event.key === 'Escape') onDone()
        }}
      />
      {wrong && (
        <span id={errorId} className={styles.missing} role="alert">
          {t('to.wrong')}
        </span>
      )}
    </span>
  )
}
