import { type Task, taskRoutes } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { useNow } from '#lib/clock.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { doTask } from './task-data.ts'
import styles from './tasks.module.css'

type Props = {
  task: Task
  mayWrite: boolean
  onEdit: (task: Task) => void
  /** In a list over many cases: which one. */
  withCase?: boolean
}

/** One task: what, whose, until when; done with one press, and back again. */
export function TaskItem({ task, mayWrite, onEdit, withCase = false }: Props) {
  const { t } = useTranslation(['tasks', 'ui'])
  const language = useLanguage()
  const now = useNow()
  const isOpen = task.state === 'open'
  const moment = (at: string) => formatMoment(new Date(at), now, { language })
  const set = (state: 'open' | 'done') => call(taskRoutes.change, { params: { id: task.id }, body: { state } })
  function toggle(): void {
    void doTask(task.caseId, () => set(isOpen ? 'done' : 'open'), {
      words: t(isOpen ? 'done.done' : 'done.reopened'),
      undo: () => void doTask(task.caseId, () => set(isOpen ? 'open' : 'done'), { words: t('done.undone') }),
    })
  }
  const whose = task.assignee?.name ?? task.team?.name ?? ''
  return (
    <li className={styles.item} data-state={task.state} data-late={task.isLate || undefined}>
      <label>
        <input type="checkbox" checked={!isOpen} disabled={!mayWrite} onChange={toggle} />
        <span>{task.text}</span>
      </label>
      <small>
        {withCase && (
          <Link to="/cases/$caseId" params={{ caseId: task.caseId }}>
            #{task.caseNumber} {task.caseTitle}
          </Link>
        )}
        <span>{task.standIn ? t('standsIn', { deputy: task.standIn.name, name: whose }) : whose}</span>
        {isOpen && task.dueAt && (
          <Chip tone={task.isLate ? 'bad' : 'neutral'}>
            {t(task.isLate ? 'late' : 'until', { at: moment(task.dueAt) })}
          </Chip>
        )}
        {!isOpen && task.settledAt && (
          <span>{t('settled', { name: task.settledBy?.name ?? '', at: moment(task.settledAt) })}</span>
        )}
        {isOpen && mayWrite && (
          <Button small look="quiet" onClick={() => onEdit(task)} aria-label={`${t('edit')}: ${task.text}`}>
            {t('edit')}
          </Button>
        )}
      </small>
    </li>
  )
}
