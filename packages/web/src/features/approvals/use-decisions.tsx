import { type Approval, approvalRoutes, caseRoutes, goodwillRoutes, replyApprovalRoutes } from '@resonanz/contracts'
import { BadgeCheck, Ban } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'

const WordsDialog = lazy(() => import('#ui/words-dialog.tsx').then((file) => ({ default: file.WordsDialog })))
const EditDialog = lazy(() => import('./edit-dialog.tsx').then((file) => ({ default: file.EditDialog })))

type Options = { approval: Approval | null; move?: (by: number) => void }
export type Decisions = ReturnType<typeof useDecisions>

/** The decisions about an approval, by button or key; the one in hand answers `y`. */
export function useDecisions({ approval, move }: Options) {
  const { t } = useTranslation('approvals')
  const [busyId, setBusyId] = useState<string | null>(null)
  const [asking, setAsking] = useState<{ approval: Approval; what: 'reject' | 'withdraw' } | null>(null)
  const [editing, setEditing] = useState<Approval | null>(null)

  async function settle(one: Approval, what: 'approve' | 'reject' | 'withdraw', reason = ''): Promise<void> {
    setBusyId(one.id)
    try {
      const settled =
        what === 'withdraw'
          ? await call(approvalRoutes.withdraw, { params: { id: one.id }, body: { reason } })
          : await call(approvalRoutes.decide, {
              params: { id: one.id },
              body: { decision: what, reason, fingerprint: one.fingerprint },
            })
      if (settled.state === 'void')
        showNotice({ text: t('notDone', { why: t(whyKey(settled.reason)) }), tone: 'bad', durationMs: 10_000 })
      else showNotice({ text: t(`done.${what}`), tone: 'ok' })
    } catch (error) {
      tellProblem(error)
    } finally {
      setBusyId(null)
      refresh(one)
    }
  }
  const approve = (one: Approval) => void settle(one, 'approve')
  const open = approval?.mayDecide === true
  useActions([
    {
      id: 'approval.down',
      key: 'j',
      labelKey: 'approvals:keys.down',
      keyOnly: true,
      when: !!move,
      run: () => move?.(1),
    },
    { id: 'approval.up', key: 'k', labelKey: 'approvals:keys.up', keyOnly: true, when: !!move, run: () => move?.(-1) },
    {
      id: 'approval.approve',
      key: 'y',
      labelKey: 'approvals:approve',
      icon: BadgeCheck,
      when: open && busyId === null,
      run: () => approval && approve(approval),
    },
    {
      id: 'approval.reject',
      key: 'Shift+y',
      labelKey: 'approvals:reject',
      icon: Ban,
      when: open && busyId === null,
      run: () => approval && setAsking({ approval, what: 'reject' }),
    },
  ])
  const dialogs: ReactNode = (
    <Suspense>
      {asking && (
        <WordsDialog
          title={t(`${asking.what}Title`)}
          label={t('reason')}
          help={t(`${asking.what}Help`)}
          saveLabel={t(asking.what)}
          maxLength={500}
          least={asking.what === 'reject' ? 3 : 0}
          missing={t('reasonMissing')}
          onClose={() => setAsking(null)}
          onSave={async (reason) => {
            await settle(asking.approval, asking.what, reason)
            return true
          }}
        />
      )}
      {editing && (
        <EditDialog
          approval={editing}
          onClose={() => setEditing(null)}
          onDone={() => {
            refresh(editing)
            setEditing(null)
          }}
        />
      )}
    </Suspense>
  )
  return {
    busyId,
    approve,
    reject: (one: Approval) => setAsking({ approval: one, what: 'reject' }),
    withdraw: (one: Approval) => setAsking({ approval: one, what: 'withdraw' }),
    edit: setEditing,
    dialogs,
  }
}

const whys = ['content-changed', 'replaced', 'newer-message', 'not-sendable', 'requester-left'] as const
function whyKey(reason: string) {
  return `why.${whys.find((why) => why === reason) ?? 'other'}` as const
}

function refresh(one: Approval): void {
  invalidateRoute(
    queryClient,
    approvalRoutes.list,
    approvalRoutes.count,
    approvalRoutes.read,
    goodwillRoutes.ofCase,
    replyApprovalRoutes.ofCase,
  )
  if (one.case) invalidateRoute(queryClient, caseRoutes.read, caseRoutes.timeline)
}
