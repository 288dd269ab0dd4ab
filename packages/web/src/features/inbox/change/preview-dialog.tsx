import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { effectOf, refusedWords, type Select } from './change-many.ts'
import styles from './change.module.css'
import type { BulkChange } from './plan.ts'

export type Planned = { select: Select; change: BulkChange; what: string; value: string }
type Props = { planned: Planned; onDo: (count: number) => void; onClose: () => void }

/** What a change of many would do, counted by the server before anything is done. */
export function PreviewDialog({ planned, onDo, onClose }: Props) {
  const { t } = useTranslation(['inbox', 'ui'])
  const { select, change, what, value } = planned
  const effect = useQuery({
    queryKey: ['cases.bulk', 'effect', select, change],
    queryFn: () => effectOf(select, change),
    gcTime: 0,
    staleTime: 0,
  })
  const changed = effect.data?.changed ?? 0
  const same = (effect.data?.matched ?? 0) - changed
  return (
    <Dialog
      open
      title={t('preview.title')}
      onClose={onClose}
      size={440}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          {/* Not `disabled` while it counts: a disabled button cannot take the focus, and Enter would cancel. */}
          <Button
            look="primary"
            data-autofocus
            aria-disabled={changed === 0}
            onClick={() => changed > 0 && onDo(changed)}
          >
            {t('preview.do', { count: changed })}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p>
          <b>{what}:</b> {value}
        </p>
        {effect.error ? (
          <ErrorState compact error={effect.error} />
        ) : effect.data ? (
          <div aria-live="polite">
            <p>{t('preview.changed', { count: changed })}</p>
            {same > 0 && (
              <p>
                {t('preview.same', { count: same })}
                {effect.data.refusedCount > 0 && <> {refusedWords(effect.data.refused, effect.data.refusedCount)}</>}
              </p>
            )}
            <p>{t('preview.undo')}</p>
          </div>
        ) : (
          <SkeletonText lines={2} />
        )}
      </div>
    </Dialog>
  )
}
