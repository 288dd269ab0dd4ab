import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './field.module.css'

/** A field's name, with the word for what may stay empty. */
export function FieldName({ label, optional }: { label: ReactNode; optional?: boolean | undefined }) {
  const { t } = useTranslation('ui')
  if (!optional) return label
  return (
    <>
      {label} <span className={styles.optional}>({t('field.optional')})</span>
    </>
  )
}
