import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { CopyBlock } from '#ui/copy-block.tsx'
import { Dialog } from '#ui/dialog.tsx'
import styles from './actions.module.css'

type Props = { secret: string; isNew: boolean; onClose: () => void }

/** The secret of a webhook, this once. */
export function SecretDialog({ secret, isNew, onClose }: Props) {
  const { t } = useTranslation('actions')
  return (
    <Dialog
      open
      title={t('secret.title')}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={onClose}>
          {t('secret.close')}
        </Button>
      }
    >
      <div className={styles.form}>
        <p>{t('secret.once')}</p>
        <CopyBlock
          text={secret}
          label={t('secret.title')}
          copyLabel={t('secret.copy')}
          copiedLabel={t('secret.copied')}
        />
        {!isNew && <p className={styles.quiet}>{t('secret.old')}</p>}
      </div>
    </Dialog>
  )
}
