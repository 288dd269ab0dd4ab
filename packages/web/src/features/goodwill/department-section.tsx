import { type GoodwillDepartment, goodwillRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { Pencil, Plus, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useTeams, useTopics } from '#lib/people.ts'
import { invalidateRoute, queryClient } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { Row, Rows, Section } from '#ui/page.tsx'
import { EmptyState } from '#ui/states.tsx'

const DepartmentDialog = lazy(() =>
  import('./department-dialog.tsx').then((file) => ({ default: file.DepartmentDialog })),
)

/** Which department may object to goodwill in which topic, how long, and who overrules it: each as a sentence. */
export function DepartmentSection({ departments, may }: { departments: readonly GoodwillDepartment[]; may: boolean }) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const language = useLanguage()
  const teams = useTeams()
  const topics = useTopics()
  const [draft, setDraft] = useState<Partial<GoodwillDepartment> | null>(null)
  const drop = useMutation({
    mutationFn: (id: string) => call(goodwillRoutes.removeDepartment, { params: { id } }),
    onSuccess: () => showNotice({ text: t('done.departmentRemoved'), tone: 'ok' }),
    onSettled: () => invalidateRoute(queryClient, goodwillRoutes.frame),
    onError: tellProblem,
  })
  return (
    <Section
      title={t('dept.title')}
      intro={t('dept.intro')}
      actions={
        may && (
          <Button icon={Plus} onClick={() => setDraft({})}>
            {t('dept.add')}
          </Button>
        )
      }
    >
      {departments.length === 0 ? (
        <EmptyState title={t('dept.none')}>{t('dept.noneHelp')}</EmptyState>
      ) : (
        <Rows label={t('dept.title')}>
          {departments.map((row) => (
            <Row
              key={row.topicId}
              title={t('dept.row', {
                topic: topics.find(({ id }) => id === row.topicId)?.name[language] ?? '…',
                team: teams.find(({ id }) => id === row.teamId)?.name ?? '…',
                count: row.hours,
              })}
              meta={t(`dept.by.${row.overruledBy}`)}
              actions={
                may && (
                  <>
                    <IconButton icon={Pencil} label={t('frame.edit')} onClick={() => setDraft(row)} />
                    <IconButton icon={Trash2} label={t('frame.remove')} onClick={() => drop.mutate(row.topicId)} />
                  </>
                )
              }
            />
          ))}
        </Rows>
      )}
      <Suspense>{draft && <DepartmentDialog draft={draft} onClose={() => setDraft(null)} />}</Suspense>
    </Section>
  )
}
