import { intakeRoutes, type QuarantineRow } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { Dialog } from '#ui/dialog.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './quarantine.module.css'

/** The first bytes as plain text: nothing of it is run, shown as a picture or turned into a link. */
export function ItemText({ item, onClose }: { item: QuarantineRow; onClose: () => void }) {
  const { t } = useTranslation('quarantine')
  const text = useQuery({ ...read(intakeRoutes.quarantineText, { params: { id: item.id } }), gcTime: 0 })
  return (
    <Dialog open size={760} title={t('text.title')} onClose={onClose}>
      {text.error ? (
        <ErrorState compact error={text.error} onRetry={() => void text.refetch()} />
      ) : text.data ? (
        <>
          <pre className={styles.text} tabIndex={0}>
            {text.data.text || t('text.none')}
          </pre>
          {text.data.cut && <p className={styles.cut}>{t('text.cut')}</p>}
        </>
      ) : (
        <SkeletonText lines={6} />
      )}
    </Dialog>
  )
}
