import { approvalRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { FileQuestion } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '#lib/problem.ts'
import { read } from '#lib/query.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { ApprovalCard } from './approval-card.tsx'
import styles from './approvals.module.css'
import { useDecisions } from './use-decisions.tsx'

/** One approval by its own address: where the link of a mail leads. Opening it decides nothing. */
export function ApprovalScreen() {
  const { t } = useTranslation(['approvals', 'ui'])
  const { approvalId = '' } = useParams({ strict: false }) as { approvalId?: string }
  const { data, error, refetch } = useQuery(read(approvalRoutes.read, { params: { id: approvalId } }))
  const decisions = useDecisions({ approval: data ?? null })
  const isUnknown = isProblem(error, 'not-found') || isProblem(error, 'invalid-input')
  return (
    <Page title={data ? t(`kind.${data.kind}`) : t('title')} above={<BackLink to="/approvals">{t('title')}</BackLink>}>
      {isUnknown ? (
        <EmptyState icon={FileQuestion} title={t('missing')}>
          {t('missingHelp')}
        </EmptyState>
      ) : error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <div className={styles.card} data-approval={data.id}>
          <ApprovalCard approval={data} decisions={decisions} hasKeys />
        </div>
      ) : (
        <SkeletonText lines={6} />
      )}
      {decisions.dialogs}
    </Page>
  )
}
