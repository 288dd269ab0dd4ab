import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import styles from './guideline.module.css'

type Props = { count: number; onDrop: () => void; onSave: () => void }

/** What is not saved yet cannot be overlooked: it stays at the foot of the screen. */
export function ChangesBar({ count, onDrop, onSave }: Props) {
  const { t } = useTranslation('guideline')
  return (
    <div className={styles.bar} role="region" aria-label={t('changes.label')}>
      <b aria-live="polite">{t('changes.count', { count })}</b>
      <span className={styles.space} />
      <Button look="quiet" onClick={onDrop}>
        {t('changes.drop')}
      </Button>
      <Button look="primary" onClick={onSave}>
        {t('changes.save')}
      </Button>
    </div>
  )
}
