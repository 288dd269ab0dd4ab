import type { publishingRoutes, ResponseOf } from '@resonanz/contracts'
import { useTranslation } from 'react-i18next'
import { CheckField, TextAreaField } from '#ui/field.tsx'
import styles from './publishing.module.css'

type Checked = ResponseOf<typeof publishingRoutes.check>['targets'][number]
type Props = {
  name: string
  text: string | null
  base: string
  check: Checked | undefined
  onChange: (text: string | null) => void
}

/** The words for one presence, where they differ, and what its network would not take. */
export function VariantPart({ name, text, base, check, onChange }: Props) {
  const { t } = useTranslation('publishing')
  const length = check?.length
  return (
    <div className={styles.variant}>
      <CheckField
        label={t('ownWords')}
        aria-label={t('ownWordsFor', { name })}
        checked={text !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? base : null)}
      />
      {text !== null && (
        <TextAreaField
          label={t('wordsFor', { name })}
          maxLength={20_000}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      {length && (
        <p className={length.isOver ? styles.error : styles.count}>
          {t(length.isOver ? 'tooLong' : 'length', { used: length.used, limit: length.limit })}
        </p>
      )}
      {check?.media.map((fault) => (
        <p key={fault} className={fault === 'alt-missing' ? styles.count : styles.error}>
          {t(`mediaFault.${fault}`)}
        </p>
      ))}
    </div>
  )
}
