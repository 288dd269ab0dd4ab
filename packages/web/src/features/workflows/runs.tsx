import { type ActionOutcome, type WorkflowRun, workflowRoutes } from '@resonanz/contracts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { Trace } from './trace.tsx'
import styles from './workflows.module.css'

type Props = { workflowId: string } | { caseId: string }

/** What a rule did in all cases, or all rules in one case: steps, reasons, and what came of the calls outside. */
export function Runs(props: Props) {
  const { t } = useTranslation('workflows')
  const inCase = 'caseId' in props
  const route = inCase ? workflowRoutes.ofCase : workflowRoutes.runs
  const id = inCase ? props.caseId : props.workflowId
  const runs = useInfiniteQuery({
    queryKey: [route.id, id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      call(route, { params: { id }, query: pageParam ? { cursor: pageParam } : {}, signal }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: 30_000,
  })
  if (runs.error && !runs.data) return <ErrorState compact error={runs.error} onRetry={() => void runs.refetch()} />
  if (!runs.data) return <SkeletonText lines={3} />
  const items = runs.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <p className={styles.quiet}>{t('runs.none')}</p>
  return (
    <>
      <ol className={styles.items} aria-label={t('runs.title')}>
        {items.map((run) => (
          <RunItem key={run.id} run={run} inCase={inCase} />
        ))}
      </ol>
      {runs.hasNextPage && (
        <Button look="quiet" busy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
          {t('runs.more')}
        </Button>
      )}
    </>
  )
}

const tones = { done: 'ok', failed: 'bad', refused: 'bad', stopped: 'soon' } as const

function RunItem({ run, inCase }: { run: WorkflowRun; inCase: boolean }) {
  const { t } = useTranslation('workflows')
  return (
    <li>
      <span className={styles.name}>
        {inCase ? (
          <Link to="/settings/workflows/$workflowId" params={{ workflowId: run.workflowId }}>
            {run.name}
          </Link>
        ) : (
          <Link to="/cases/$caseId" params={{ caseId: run.caseId }}>
            #{run.caseNumber} {run.caseTitle}
          </Link>
        )}
        <Chip tone={tones[run.state]}>{t(`state.${run.state}`)}</Chip>
        <span className={styles.quiet}>
          <Moment at={run.at} /> · {t('runs.version', { version: run.version })}
          {run.by && ` · ${t('runs.byHand', { name: run.by.name })}`}
        </span>
      </span>
      <ul className={styles.trace}>
        {run.outcome.map((one, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- the steps of a run never change
          <li key={at}>
            <Outcome outcome={one} />
          </li>
        ))}
      </ul>
      <Trace steps={run.trace} />
    </li>
  )
}

function Outcome({ outcome }: { outcome: ActionOutcome }) {
  const { t } = useTranslation('workflows')
  const what = t(`do.${outcome.do}` as 'do.assign', { defaultValue: outcome.do })
  const code = outcome.code && t(`code.${outcome.code}` as 'code.gone', { defaultValue: outcome.code })
  return (
    <>
      {outcome.name ? `${what} (${outcome.name})` : what}: {t(`state.${outcome.state}`)}
      {code && `, ${code}`}
      {outcome.fileId && (
        <>
          {' · '}
          <a href={`/api/v1/files/${outcome.fileId}`}>{t('do.document')}</a>
        </>
      )}
    </>
  )
}
