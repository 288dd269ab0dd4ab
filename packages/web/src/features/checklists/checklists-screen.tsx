import { type Checklist, checklistRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { ListChecks, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTopics } from '#lib/people.ts'
import { read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { useLanguage } from '#lib/use-language.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Page, Row, Rows } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { Banner, EmptyState, ErrorState } from '#ui/states.tsx'

const ChecklistDialog = lazy(() => import('./checklist-dialog.tsx').then((file) => ({ default: file.ChecklistDialog })))

/** The guided processes of the house, one for each topic that needs one. */
export function ChecklistsScreen() {
  const { t } = useTranslation(['checklists', 'app', 'ui'])
  const language = useLanguage()
  const may = useMay('checklist.manage')
  const topics = useTopics()
  const { data, error, refetch } = useQuery(read(checklistRoutes.list))
  const [edited, setEdited] = useState<Checklist | 'new' | null>(null)
  return (
    <Page
      title={t('screen.title')}
      intro={t('screen.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        may &&
        data && (
          <Button look="primary" icon={Plus} onClick={() => setEdited('new')}>
            {t('screen.add')}
          </Button>
        )
      }
    >
      {data && !may && <Banner>{t('screen.readOnly')}</Banner>}
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={6} />}
      {data?.items.length === 0 && (
        <EmptyState icon={ListChecks} title={t('screen.none')}>
          {t('screen.noneHelp')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Rows label={t('screen.title')}>
          {data.items.map((list) => (
            <Row
              key={list.id}
              icon={<ListChecks size={18} />}
              title={
                <>
                  {list.name} {!list.isActive && <Chip>{t('screen.off')}</Chip>}
                </>
              }
              meta={[
                topics.find(({ id }) => id === list.topicId)?.name[language] ?? t('screen.byHand'),
                t('screen.steps', { count: list.steps.length }),
                t('screen.required', { count: list.steps.filter(({ isRequired }) => isRequired).length }),
              ].join(' · ')}
              actions={
                may && (
                  <Button small onClick={() => setEdited(list)} aria-label={`${t('screen.edit')}: ${list.name}`}>
                    {t('screen.edit')}
                  </Button>
                )
              }
            />
          ))}
        </Rows>
      )}
      <Suspense>
        {edited && (
          <ChecklistDialog
            key={edited === 'new' ? 'new' : edited.id}
            list={edited === 'new' ? null : edited}
            onClose={() => setEdited(null)}
          />
        )}
      </Suspense>
    </Page>
  )
}
