import { serviceNoteRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { FileText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { NoteRows } from './note-rows.tsx'
import styles from './service-notes.module.css'

type Which = 'public' | 'over' | 'all'
const atOnce = 50
const most = 100

/** Every public page of the company that carries an answer, newest first. */
export function NotesScreen() {
  const { t } = useTranslation(['service-notes', 'app'])
  const [which, setWhich] = useState<Which>('public')
  const [limit, setLimit] = useState(atOnce)
  const { data, error, refetch } = useQuery(read(serviceNoteRoutes.list, { query: { state: which, limit } }))
  return (
    <Page title={t('title')} intro={t('intro')} above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}>
      <Tabs
        className={styles.bar}
        label={t('which')}
        value={which}
        onChange={setWhich}
        tabs={(['public', 'over', 'all'] as const).map((id) => ({ id, label: t(`which_${id}`) }))}
      />
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={6} />}
      {data && data.items.length === 0 && (
        <EmptyState icon={FileText} title={t('empty')}>
          {t('emptyHelp')}
        </EmptyState>
      )}
      {data && data.items.length > 0 && <NoteRows notes={data.items} withCase />}
      {data?.nextCursor && limit < most && (
        <div className={styles.more}>
          <Button onClick={() => setLimit(most)}>{t('more')}</Button>
        </div>
      )}
    </Page>
  )
}
