import { type Task, taskRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { SquareCheckBig } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { Chip } from '#ui/chip.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { TaskItem } from './task-item.tsx'
import styles from './tasks.module.css'

const TaskDialog = lazy(() => import('./task-dialog.tsx').then((file) => ({ default: file.TaskDialog })))
type Whose = 'mine' | 'team'

/** What I am to do, what I do for others who are away, and what lies with my teams; what is due first stands first. */
export function MyTasksScreen() {
  const { t } = useTranslation(['tasks', 'ui'])
  const [whose, setWhose] = useState<Whose>('mine')
  const may = useMay('case.write')
  const [edited, setEdited] = useState<Task | null>(null)
  const { data, error, refetch } = useQuery(read(taskRoutes.mine, { query: { whose } }))
  const content = (
    <div className={`${styles.section} ${styles.mine}`}>
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={4} lines={2} />}
      {data && data.overdue > 0 && (
        <p>
          <Chip tone="bad">{t('overdue', { count: data.overdue })}</Chip>
        </p>
      )}
      {data?.items.length === 0 && (
        <EmptyState icon={SquareCheckBig} title={t(`mine.none.${whose}`)}>
          {t('mine.noneHelp')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((task) => (
            <TaskItem key={task.id} withCase task={task} mayWrite={may} onEdit={setEdited} />
          ))}
        </ul>
      )}
    </div>
  )
  return (
    <Page title={t('mine.title')} intro={t('mine.intro')}>
      <Tabs
        label={t('mine.title')}
        value={whose}
        onChange={setWhose}
        tabs={[
          { id: 'mine', label: t('mine.mine'), content },
          { id: 'team', label: t('mine.team'), content },
        ]}
      />
      <Suspense>
        {edited && <TaskDialog caseId={edited.caseId} task={edited} onClose={() => setEdited(null)} />}
      </Suspense>
    </Page>
  )
}
