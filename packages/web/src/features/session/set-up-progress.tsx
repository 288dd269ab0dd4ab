import { useTranslation } from 'react-i18next'
import styles from './set-up.module.css'

export function Progress({ at, of }: { at: number; of: number }) {
  const { t } = useTranslation('session')
  return (
    <div className={styles.progress}>
      <span>{t('setUp.step', { at, of })}</span>
      <div aria-hidden="true">
        {Array.from({ length: of }, (_, index) => (
          <i key={index} data-done={index < at || undefined} />
        ))}
      </div>
    </div>
  )
}
