import { type TargetProposal, targetRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './targets.module.css'

type Props = { proposal: TargetProposal; busy: boolean; error: unknown; onSave: () => void; onClose: () => void }

/** What the change does to cases that are open now, before it holds. */
export function PreviewDialog({ proposal, busy, error, onSave, onClose }: Props) {
  const { t } = useTranslation(['targets', 'ui'])
  const preview = useQuery({
    queryKey: [targetRoutes.preview.id, proposal],
    queryFn: ({ signal }) => call(targetRoutes.preview, { body: proposal, signal }),
    staleTime: 0,
    gcTime: 0,
  })
  const { data } = preview
  return (
    <Dialog
      open
      title={t('preview.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} disabled={!data} data-autofocus onClick={onSave}>
            {t('ui:save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {Boolean(error ?? preview.error) && <ErrorState compact error={error ?? preview.error} />}
        {!data && !preview.error && <SkeletonText lines={3} />}
        {data && (
          <p role="status">
            <b>{t('preview.cases', { count: data.cases })}</b>{' '}
            {data.cases > 0 && t('preview.moves', { earlier: data.earlier, later: data.later })}{' '}
            {data.isPartial && t('preview.partial', { looked: data.looked })}
          </p>
        )}
        {data && data.examples.length > 0 && (
          <ul className={styles.examples} aria-label={t('preview.examples')}>
            {data.examples.map((one) => (
              <li key={`${one.caseId} ${one.kind}`}>
                <span>
                  #{one.number} {one.title}
                </span>
                <span className={styles.quiet}>
                  {t(`clock.kind.${one.kind}`)}: <Moment at={one.before} /> → <Moment at={one.after} />
                </span>
              </li>
            ))}
          </ul>
        )}
        <p className={styles.quiet}>{t('preview.promises')}</p>
      </div>
    </Dialog>
  )
}
