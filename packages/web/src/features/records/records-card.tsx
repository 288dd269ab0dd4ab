import {
  type CaseDetail,
  type Completeness,
  type EvidenceOfCase,
  caseRecordRoutes,
  CaseKind,
} from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ClipboardList, FileDown, ShieldCheck } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { formatMoment } from '#lib/time.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './records.module.css'

const CaseFileDialog = lazy(() => import('./case-file-dialog.tsx').then((file) => ({ default: file.CaseFileDialog })))
const DocumentDialog = lazy(() => import('./document-dialog.tsx').then((file) => ({ default: file.DocumentDialog })))

/** What is on record of this case, what is still missing, and the file of it. */
export function RecordsCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['records', 'ui'])
  const language = useLanguage()
  const mayExport = useMay('case.export')
  const [open, setOpen] = useState<'file' | 'document' | null>(null)
  const params = { params: { id: detail.id } }
  const { data, error, refetch } = useQuery(read(caseRecordRoutes.completeness, params))
  const evidence = useQuery(read(caseRecordRoutes.evidence, params)).data
  const isPublic = detail.threads.some(({ visibility }) => visibility === 'public')
  const mayChange = data?.mayChange ?? false
  const keep = useMutation({
    mutationFn: () => call(caseRecordRoutes.keepEvidence, { ...params, body: {} }),
    onSuccess: () => {
      invalidateRoute(queryClient, caseRecordRoutes.evidence)
      showNotice({ text: t('done.evidence'), tone: 'ok' })
    },
    onError: tellProblem,
  })
  useActions([
    {
      id: 'case.file',
      key: 'Shift+e',
      labelKey: 'records:act.file',
      icon: FileDown,
      when: mayExport,
      run: () => setOpen('file'),
    },
    {
      id: 'case.document',
      key: 'Shift+d',
      labelKey: 'records:act.document',
      icon: ClipboardList,
      when: mayChange,
      run: () => setOpen('document'),
    },
    {
      id: 'case.evidence',
      labelKey: 'records:act.evidence',
      icon: ShieldCheck,
      when: mayChange && isPublic,
      run: () => keep.mutate(),
    },
  ])
  const missing = data?.fields.filter(({ value, level }) => value === null && level !== 'off') ?? []
  const shown = (field: string, value: string) =>
    field === 'answered-at'
      ? formatMoment(new Date(value), new Date(), { language })
      : field === 'kind' && CaseKind.options.includes(value as CaseKind)
        ? t(`ui:understood.kind.${value as CaseKind}`)
        : field === 'topic'
          ? (detail.topic?.name[language] ?? value)
          : value
  return (
    <section className={styles.section} aria-label={t('card.title')}>
      <h3>{t('card.title')}</h3>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={3} />}
      {data && (
        <>
          <p className={styles.quiet}>
            {missing.length === 0 ? t('card.complete') : t('card.missing', { count: missing.length })}
          </p>
          <dl className={styles.facts}>
            {shownFields(data).map(({ field, value, level }) => (
              <div key={field} className={styles.fact}>
                <dt>{t(`field.${field}`)}</dt>
                <dd>
                  {value !== null ? (
                    shown(field, value)
                  ) : level === 'required' ? (
                    <Chip tone="soon">{t('card.required')}</Chip>
                  ) : (
                    <span className={styles.quiet}>{t('card.none')}</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
          {evidence && <EvidenceState evidence={evidence} />}
          <span className={styles.actions}>
            {mayChange && (
              <Button small icon={ClipboardList} onClick={() => setOpen('document')}>
                {t('act.document')}
              </Button>
            )}
            {mayChange && isPublic && (
              <Button small icon={ShieldCheck} busy={keep.isPending} onClick={() => keep.mutate()}>
                {t('act.evidence')}
              </Button>
            )}
            {mayExport && (
              <Button small icon={FileDown} onClick={() => setOpen('file')}>
                {t('act.file')}
              </Button>
            )}
          </span>
        </>
      )}
      <Suspense>
        {open === 'file' && <CaseFileDialog detail={detail} onClose={() => setOpen(null)} />}
        {open === 'document' && data && <DocumentDialog detail={detail} known={data} onClose={() => setOpen(null)} />}
      </Suspense>
    </section>
  )
}

/** What the company does not want to know is shown only where it is known. */
function shownFields({ fields }: Completeness): Completeness['fields'] {
  return fields.filter(({ value, level }) => value !== null || level !== 'off')
}

/** What was kept of public words, by whom, what is about to be, and what could not be. */
function EvidenceState({ evidence: { items, waiting, failed } }: { evidence: EvidenceOfCase }) {
  const { t } = useTranslation('records')
  const language = useLanguage()
  const last = items.findLast(({ why }) => why === 'serious')
  return (
    <>
      {items.length > 0 && (
        <p className={styles.quiet}>
          {t('card.evidence', { count: items.length })}
          {last && ` · ${t('kept.kept', { at: formatMoment(new Date(last.keptAt), new Date(), { language }) })}`}
        </p>
      )}
      {waiting > 0 && (
        <p className={styles.quiet} role="status">
          {t('kept.waiting', { count: waiting })}
        </p>
      )}
      {[...new Set(failed.map(({ code }) => code))].map((code) => (
        <p key={code} role="alert">
          {t('kept.failed', { why: t(`kept.why_${code}`) })}
        </p>
      ))}
    </>
  )
}
