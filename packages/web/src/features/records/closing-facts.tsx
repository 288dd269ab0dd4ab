import { type CaseDetail, type Completeness, caseRecordRoutes, caseRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { UserCheck } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { refreshAround, tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMe } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { FactFields, useFacts } from './fact-fields.tsx'
import styles from './records.module.css'

type Props = { detail: CaseDetail; onComplete: (isComplete: boolean) => void }

/** Where closing stops for want of facts: exactly those, to fill in right there. */
export function ClosingFacts({ detail, onComplete }: Props) {
  const { data, error, refetch } = useQuery(read(caseRecordRoutes.completeness, { params: { id: detail.id } }))
  const isComplete = data?.missing.length === 0
  useEffect(() => onComplete(isComplete), [isComplete, onComplete])
  if (error && !data) return <ErrorState compact error={error} onRetry={() => void refetch()} />
  if (!data) return <SkeletonText lines={3} />
  return <Missing detail={detail} known={data} />
}

function Missing({ detail, known }: { detail: CaseDetail; known: Completeness }) {
  const { t } = useTranslation('records')
  const me = useMe()
  const form = useFacts(detail, known, () => {})
  const take = useMutation({
    mutationFn: () => call(caseRoutes.change, { params: { id: detail.id }, body: { ownerId: me!.member.id } }),
    onSuccess: () => {
      invalidateRoute(queryClient, caseRecordRoutes.completeness)
      refreshAround(detail.id)
    },
    onError: tellProblem,
  })
  const { missing } = known
  if (missing.length === 0) return <p role="status">{t('card.complete')}</p>
  const byHand = missing.filter((field) => field !== 'handled-by' && field !== 'answered-at')
  return (
    <form
      className={styles.form}
      aria-label={t('closing.fill')}
      onSubmit={(event) => {
        event.preventDefault()
        if (form.hasChanged) form.save.mutate()
      }}
    >
      {missing.includes('handled-by') && (
        <div className={styles.actions}>
          <span>{t('closing.nobody')}</span>
          <Button small icon={UserCheck} busy={take.isPending} disabled={!me} onClick={() => take.mutate()}>
            {t('closing.take')}
          </Button>
        </div>
      )}
      {missing.includes('answered-at') && <p className={styles.quiet}>{t('closing.unanswered')}</p>}
      <FactFields known={known} form={form} only={byHand} />
      {byHand.length > 0 && (
        <div className={styles.actions}>
          <Button type="submit" busy={form.save.isPending} disabled={!form.hasChanged}>
            {t('fill.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
