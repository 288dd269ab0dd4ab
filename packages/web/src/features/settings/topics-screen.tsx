import { viewRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { ListTree, Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button, IconButton } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Page, Row, Rows } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { TopicDialog } from './topic-dialog.tsx'
import { topicTree, type TopicRow } from './topic-tree.ts'

/** What concerns are about, as a tree, named in both languages. */
export function TopicsScreen() {
  const { t } = useTranslation(['settings', 'app'])
  const language = useLanguage()
  const may = useMay('settings.manage')
  const topics = useQuery(read(viewRoutes.topics))
  const [open, setOpen] = useState<TopicRow | 'new' | null>(null)
  const nodes = topicTree(topics.data?.items ?? [], language)

  async function setActive(topic: TopicRow, active: boolean): Promise<void> {
    await call(viewRoutes.changeTopic, { params: { id: topic.id }, body: { active } })
    invalidateRoute(queryClient, viewRoutes.topics)
    if (active) return
    const text = t('topics.retired', { name: topic.name[language] })
    showNotice({ text, tone: 'ok', undo: () => setActive(topic, true) })
  }
  return (
    <Page
      title={t('topics.title')}
      intro={t('topics.intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        may && (
          <Button look="primary" icon={Plus} onClick={() => setOpen('new')}>
            {t('topics.add')}
          </Button>
        )
      }
    >
      {topics.error && !topics.data && <ErrorState error={topics.error} onRetry={() => void topics.refetch()} />}
      {!topics.data && !topics.error && <SkeletonText lines={6} />}
      {topics.data && nodes.length === 0 && (
        <EmptyState icon={ListTree} title={t('topics.none')}>
          {t('topics.noneHelp')}
        </EmptyState>
      )}
      {nodes.length > 0 && (
        <Rows label={t('topics.title')}>
          {nodes.map(({ topic, depth }) => (
            <Row
              key={topic.id}
              icon={depth > 0 && <span style={{ width: Math.min(depth, 6) * 24 - 12 }} />}
              title={
                <>
                  {topic.name[language]} {!topic.active && <Chip>{t('topics.inactive')}</Chip>}
                </>
              }
              meta={topic.name[language === 'de' ? 'en' : 'de']}
              actions={
                may && (
                  <>
                    <Button small look="quiet" onClick={() => void setActive(topic, !topic.active)}>
                      {t(topic.active ? 'topics.retire' : 'topics.revive')}
                    </Button>
                    <IconButton
                      small
                      icon={Pencil}
                      label={t('topics.edit', { name: topic.name[language] })}
                      onClick={() => setOpen(topic)}
                    />
                  </>
                )
              }
            />
          ))}
        </Rows>
      )}
      {open && (
        <TopicDialog key={open === 'new' ? 'new' : open.id} topic={open} nodes={nodes} onClose={() => setOpen(null)} />
      )}
    </Page>
  )
}
