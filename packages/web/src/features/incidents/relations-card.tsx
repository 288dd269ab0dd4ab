import { type CaseDetail, type CaseLink, incidentRoutes } from '@resonanz/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Link2, Network, Unlink } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { showNotice } from '#lib/undo.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import styles from './incidents.module.css'

const LinkDialog = lazy(() => import('./relation-dialogs.tsx').then((file) => ({ default: file.LinkDialog })))
const AttachDialog = lazy(() => import('./relation-dialogs.tsx').then((file) => ({ default: file.AttachDialog })))

/** What a case hangs together with: other cases, everybody who says the same, the incident behind it. */
export function RelationsCard({ detail }: { detail: CaseDetail }) {
  const { t } = useTranslation(['incidents', 'ui'])
  const [open, setOpen] = useState<'link' | 'attach' | null>(null)
  const { data, error, refetch } = useQuery(read(incidentRoutes.relations, { params: { id: detail.id } }))
  const may = data?.mayChange ?? false
  const incident = data?.incident ?? null
  const stale = () => invalidateRoute(queryClient, incidentRoutes.relations, incidentRoutes.list, incidentRoutes.read)
  const unlink = useMutation({
    mutationFn: (id: string) => call(incidentRoutes.unlink, { params: { id } }),
    onSettled: stale,
    onError: tellProblem,
  })
  const detach = useMutation({
    mutationFn: (id: string) => call(incidentRoutes.detach, { params: { id }, body: { caseIds: [detail.id] } }),
    onSuccess: () => showNotice({ text: t('rel.detached'), tone: 'ok' }),
    onSettled: stale,
    onError: tellProblem,
  })
  useActions([
    { id: 'case.link', labelKey: 'incidents:rel.link', icon: Link2, when: may, run: () => setOpen('link') },
    {
      id: 'case.incident',
      key: 'Shift+i',
      labelKey: 'incidents:rel.attach',
      icon: Network,
      when: may && !incident,
      run: () => setOpen('attach'),
    },
  ])
  return (
    <section className={styles.section} aria-label={t('rel.title')}>
      <h3>{t('rel.title')}</h3>
      {error && !data && <ErrorState compact error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonText lines={2} />}
      {data && data.links.length === 0 && !incident && <p className={styles.quiet}>{t('rel.none')}</p>}
      {data && (
        <ul className={styles.items}>
          {data.links.map((link) => (
            <li key={link.id}>
              <span>
                {t(`kind.${kindOf(link)}`)}{' '}
                <Link to="/cases/$caseId" params={{ caseId: link.case.id }}>
                  #{link.case.number} {link.case.title}
                </Link>
              </span>
              {may && (
                <IconButton
                  small
                  icon={Unlink}
                  label={t('rel.remove', { number: link.case.number })}
                  onClick={() => unlink.mutate(link.id)}
                />
              )}
            </li>
          ))}
          {detail.duplicateCount > 0 && (
            <li>
              <Link to="/cases/$caseId/same" params={{ caseId: detail.id }}>
                {t('rel.cluster', { count: detail.duplicateCount })}
              </Link>
            </li>
          )}
        </ul>
      )}
      {may && (
        <span className={styles.actions}>
          <Button small icon={Link2} onClick={() => setOpen('link')}>
            {t('rel.link')}
          </Button>
          {incident ? (
            <Button small icon={Unlink} busy={detach.isPending} onClick={() => detach.mutate(incident.id)}>
              {t('rel.detach')}
            </Button>
          ) : (
            <Button small icon={Network} onClick={() => setOpen('attach')}>
              {t('rel.attach')}
            </Button>
          )}
        </span>
      )}
      <Suspense>
        {open === 'link' && <LinkDialog caseId={detail.id} onClose={() => setOpen(null)} />}
        {open === 'attach' && <AttachDialog caseIds={[detail.id]} title={detail.title} onClose={() => setOpen(null)} />}
      </Suspense>
    </section>
  )
}

function kindOf({ kind, direction }: CaseLink): 'related' | 'caused_by' | 'duplicate_of' | 'causes' | 'duplicated_by' {
  if (kind === 'related' || direction === 'from') return kind
  return kind === 'caused_by' ? 'causes' : 'duplicated_by'
}
