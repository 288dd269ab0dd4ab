import { type CaseDetail, serviceNoteRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { read } from '#lib/query.ts'
import { NoteRows } from './note-rows.tsx'
import styles from './service-notes.module.css'

/** The service notes that stand in answers of this case; nothing without any. */
export function NotesCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation('service-notes')
  const { data } = useQuery(read(serviceNoteRoutes.list, { query: { caseId: detail.id } }))
  if (!data || data.items.length === 0) return null
  return (
    <section className={styles.section} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      <NoteRows notes={data.items} />
    </section>
  )
}
