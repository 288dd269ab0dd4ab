import type { CaseDetail, Task } from '@resonanz/contracts'
import { SquareCheckBig } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { Button } from '#ui/button.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { useCaseTasks } from './task-data.ts'
import { TaskItem } from './task-item.tsx'
import styles from './tasks.module.css'

const TaskDialog = lazy(() => import('./task-dialog.tsx').then((file) => ({ default: file.TaskDialog })))

/** What is to be done in this case besides the words to the customer. */
export function TaskCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['tasks', 'ui'])
  const { data, error, refetch } = useCaseTasks(detail.id)
  const [edited, setEdited] = useState<Task | 'new' | null>(null)
  const may = data?.mayWrite ?? false
  useActions([
    {
      id: 'case.task',
      key: 'Shift+t',
      labelKey: 'tasks:add',
      icon: SquareCheckBig,
      when: may,
      run: () => setEdited('new'),
    },
  ])
  const open = data?.items.filter(({ state }) => state === 'open') ?? []
  const done = data?.items.filter(({ state }) => state === 'done') ?? []
  const item = (task: Task) => <TaskItem key={task.id} task={task} mayWrite={may} onEdit={setEdited} />
  return (
    <section className={styles.section} aria-label={t('title')}>
      <div className={styles.head}>
        <h3>{t('title')}</h3>
        {may && (
          <Button small icon={SquareCheckBig} keyHint="Shift+t" onClick={() => setEdited('new')}>
            {t('short')}
          </Button>
        )}
      </div>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={2} />}
      {data && open.length === 0 && <p className={styles.none}>{t('none')}</p>}
      {open.length > 0 && <ul className={styles.list}>{open.map(item)}</ul>}
      {done.length > 0 && (
        <details>
          <summary>{t('past', { count: done.length })}</summary>
          <ul className={styles.list}>{done.map(item)}</ul>
        </details>
      )}
      <Suspense>
        {edited && (
          <TaskDialog caseId={detail.id} task={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
        )}
      </Suspense>
    </section>
  )
}
