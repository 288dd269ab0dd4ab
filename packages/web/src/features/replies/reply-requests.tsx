import { approvalRoutes, replyApprovalRoutes, type ReplyRequest } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BadgeCheck, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useNow } from '#lib/clock.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { formatMoment } from '#lib/time.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import styles from './replies.module.css'

/** Answers of this case that wait for a second pair of eyes, and mine that came back with the reason. */
export function ReplyRequests({ caseId, memberId }: { caseId: string; memberId: string }) {
  const items = useQuery(read(replyApprovalRoutes.ofCase, { params: { id: caseId } })).data?.items ?? []
  return items.map((item) => <RequestStrip key={item.id} item={item} isMine={item.requestedBy.id === memberId} />)
}

function RequestStrip({ item, isMine }: { item: ReplyRequest; isMine: boolean }) {
  const { t } = useTranslation(['replies', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const [busy, setBusy] = useState(false)
  const due = item.dueAt ? formatMoment(new Date(item.dueAt), now, { language }) : ''
  async function takeBack(): Promise<void> {
    if (!item.approvalId) return
    setBusy(true)
    try {
      await call(approvalRoutes.withdraw, { params: { id: item.approvalId }, body: { reason: '' } })
      showNotice({ text: t('approval.takenBack'), tone: 'ok' })
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusy(false)
      invalidateRoute(queryClient, replyApprovalRoutes.ofCase, approvalRoutes.list, approvalRoutes.count)
    }
  }
  if (item.state === 'returned')
    return (
      <p className={styles.strip} data-tone="bad" role="status">
        <Undo2 size={16} />
        <span>
          <b>{t('approval.returned')}</b>{' '}
          {item.returnedCode === 'rejected'
            ? item.returnedReason
            : t(item.returnedCode === 'newer-message' ? 'approval.newer' : 'approval.notSent')}
        </span>
      </p>
    )
  return (
    <div className={styles.strip} role="status">
      <BadgeCheck size={16} />
      <span>
        <b>{t(isMine ? 'approval.mineWaits' : 'approval.waits', { name: item.requestedBy.name, at: due })}</b>{' '}
        <span>{item.text.slice(0, 160)}</span>
      </span>
      {item.approvalId && (
        <Link to="/approvals/$approvalId" params={{ approvalId: item.approvalId }}>
          {t('approval.look')}
        </Link>
      )}
      {isMine && (
        <Button small look="quiet" busy={busy} onClick={() => void takeBack()}>
          {t('approval.takeBack')}
        </Button>
      )}
    </div>
  )
}
