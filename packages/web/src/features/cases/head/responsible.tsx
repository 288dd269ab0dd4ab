import type { CaseDetail } from '@resonanz/contracts'
import { CircleDashed, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '#ui/avatar.tsx'
import { Chip } from '#ui/chip.tsx'
import type { DialogName } from '../dialogs/dialog-types.ts'
import styles from './case-head.module.css'

/** State, owner and team; pressed they lead to assigning. */
export function Responsible({ detail, openDialog }: { detail: CaseDetail; openDialog: (name: DialogName) => void }) {
  const { t } = useTranslation(['cases', 'ui'])
  const words = (
    <>
      {detail.owner ? <Avatar name={detail.owner.name} size={20} /> : <CircleDashed size={14} />}
      {detail.owner?.name ?? t('head.nobody')}
      {detail.team && (
        <>
          <Users size={13} />
          {detail.team.name}
        </>
      )}
    </>
  )
  return (
    <span className={styles.responsible}>
      <Chip>{t(`status.${detail.category}`)}</Chip>
      {(detail.priority === 'urgent' || detail.priority === 'high') && (
        <Chip tone={detail.priority === 'urgent' ? 'bad' : 'soon'}>{t(`priority.${detail.priority}`)}</Chip>
      )}
      {detail.allowed.includes('assign') ? (
        <button type="button" className={styles.owner} title={t('act.assign')} onClick={() => openDialog('assign')}>
          {words}
        </button>
      ) : (
        <span className={styles.owner}>{words}</span>
      )}
    </span>
  )
}
