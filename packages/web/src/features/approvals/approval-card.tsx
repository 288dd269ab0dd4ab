import type { Approval } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { BadgeCheck, Ban, Clock, Pencil, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { ApprovalWhat } from './approval-what.tsx'
import styles from './approvals.module.css'
import type { Decisions } from './use-decisions.tsx'

type Props = { approval: Approval; decisions: Decisions; hasKeys: boolean }

const tones: Record<Approval['state'], ChipTone> = {
  open: 'neutral',
  approved: 'ok',
  used: 'ok',
  rejected: 'bad',
  withdrawn: 'neutral',
  void: 'soon',
}

/** Who wants what, why, until when, what changed since; and the two decisions. */
export function ApprovalCard({ approval, decisions, hasKeys }: Props) {
  const { t } = useTranslation(['approvals', 'ui'])
  const language = useLanguage()
  const due = formatMoment(new Date(approval.dueAt), useNow(), { language })
  const { subject } = approval
  const mayEdit = approval.mayDecide && subject?.kind === 'reply' && subject.mayEdit
  return (
    <>
      <div className={styles.head}>
        <b>{t(`kind.${approval.kind}`)}</b>
        <span>{approval.requestedBy.name}</span>
        <RelativeTime at={approval.requestedAt} days />
        <span className={styles.space} />
        {approval.state === 'open' ? (
          <Chip icon={Clock} tone={approval.isOverdue ? 'bad' : 'neutral'}>
            {t(approval.isOverdue ? 'overdue' : 'due', { at: due })}
          </Chip>
        ) : (
          <Chip tone={tones[approval.state]}>{t(`state.${approval.state}`)}</Chip>
        )}
      </div>
      {approval.case && (
        <Link to="/cases/$caseId" params={{ caseId: approval.case.id }} className={styles.case}>
          {t('case', { number: approval.case.number, title: approval.case.title })}
        </Link>
      )}
      <ApprovalWhat approval={approval} />
      {approval.state === 'open' && approval.asked.length > 0 && (
        <p className={styles.meta}>
          {t('asked', {
            names: approval.asked
              .map((one) => (one.for ? t('deputyOf', { name: one.name, for: one.for }) : one.name))
              .join(', '),
          })}
        </p>
      )}
      {approval.state !== 'open' && <Outcome approval={approval} />}
      {approval.state === 'open' && !approval.mayDecide && !approval.mayWithdraw && approval.whyNot && (
        <p className={styles.meta}>{t(`whyNot.${approval.whyNot}`)}</p>
      )}
      {approval.mayDecide && (
        <div className={styles.foot}>
          <Button
            look="primary"
            icon={BadgeCheck}
            keyHint={hasKeys ? 'y' : undefined}
            className={styles.reach}
            busy={decisions.busyId === approval.id}
            onClick={() => decisions.approve(approval)}
          >
            {t('approve')}
          </Button>
          <Button icon={Ban} className={styles.reach} onClick={() => decisions.reject(approval)}>
            {t('reject')}
          </Button>
          {mayEdit && (
            <Button look="quiet" icon={Pencil} className={styles.reach} onClick={() => decisions.edit(approval)}>
              {t('edit')}
            </Button>
          )}
        </div>
      )}
      {approval.mayWithdraw && (
        <div className={styles.foot}>
          <Button icon={Undo2} className={styles.reach} onClick={() => decisions.withdraw(approval)}>
            {t('withdraw')}
          </Button>
        </div>
      )}
    </>
  )
}

function Outcome({ approval }: { approval: Approval }) {
  const { t } = useTranslation('approvals')
  const language = useLanguage()
  const now = useNow()
  const by = approval.decidedBy
  const at = approval.decidedAt ? formatMoment(new Date(approval.decidedAt), now, { language }) : ''
  const known = ['content-changed', 'replaced', 'newer-message', 'not-sendable', 'requester-left', 'withdrawn']
  const reason =
    approval.state === 'void'
      ? t(`why.${known.includes(approval.reason) ? approval.reason : 'other'}` as 'why.other')
      : approval.reason
  return (
    <p className={styles.meta}>
      {by && t(approval.decidedFor ? 'byFor' : 'by', { name: by.name, for: approval.decidedFor?.name ?? '', at })}
      {by && reason && ' · '}
      {reason}
    </p>
  )
}
