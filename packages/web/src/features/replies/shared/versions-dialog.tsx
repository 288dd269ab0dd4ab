import { type SharedDraft, sharedDraftRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './shared.module.css'

type Props = { caseId: string; item: SharedDraft; onRestore: (versionId: string) => void; onClose: () => void }

/** Earlier texts of a draft, the newest first; who writes it may bring one back. */
export function VersionsDialog({ caseId, item, onRestore, onClose }: Props) {
  const { t } = useTranslation(['replies', 'ui'])
  const params = { id: caseId, draftId: item.id }
  const { data, error, refetch } = useQuery({ ...read(sharedDraftRoutes.versions, { params }), staleTime: 0 })
  return (
    <Dialog
      open
      title={t('shared.versions')}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('ui:close')}</Button>}
    >
      <p className={styles.help}>{t('shared.versionsHelp')}</p>
      {error ? (
        <ErrorState compact error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonText />
      ) : data.items.length === 0 ? (
        <p>{t('shared.noVersions')}</p>
      ) : (
        <ol className={styles.versions}>
          {data.items.map((version) => (
            <li key={version.id}>
              <p className={styles.head}>
                <b>{version.by?.name}</b> <Moment at={version.at} />
                <span>{t(`shared.why.${version.why}`)}</span>
              </p>
              <p className={styles.words} tabIndex={0}>
                {version.text}
              </p>
              {item.isMine && (
                <Button small onClick={() => onRestore(version.id)}>
                  {t('shared.restore')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </Dialog>
  )
}
