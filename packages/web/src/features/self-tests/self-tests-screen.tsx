import { type ResponseOf, type SelfTest, selfTestRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { FlaskConical, Hand, Play, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '#lib/actions.ts'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { formatDuration } from '#lib/time.ts'
import { showNotice } from '#lib/undo.ts'
import { useLanguage } from '#lib/use-language.ts'
import { useOften } from './often.ts'
import { BackLink } from '#ui/back-link.tsx'
import { Button } from '#ui/button.tsx'
import { ChannelGlyph } from '#ui/channel-glyph.tsx'
import { Chip } from '#ui/chip.tsx'
import { ConfirmDialog } from '#ui/dialog.tsx'
import { Page, Section } from '#ui/page.tsx'
import { Moment } from '#ui/relative-time.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import { RunsTable } from './runs-table.tsx'
import styles from './self-tests.module.css'

type Possible = ResponseOf<typeof selfTestRoutes.list>['possible'][number]
const HandDialog = lazy(() => import('./hand-dialog.tsx').then((file) => ({ default: file.HandDialog })))
const TestDialog = lazy(() => import('./test-dialog.tsx').then((file) => ({ default: file.TestDialog })))

/** Our own mystery shopper: items of ours through every channel, and how long it takes until somebody notices. */
export function SelfTestsScreen() {
  const { t } = useTranslation(['self-tests', 'app'])
  const [edited, setEdited] = useState<SelfTest | 'new' | null>(null)
  const { data, error, refetch } = useQuery({ ...read(selfTestRoutes.list), refetchInterval: 10_000 })
  const mayAdd = (data?.mayManage ?? false) && (data?.possible.some(usable) ?? false)
  useActions([
    { id: 'self-test.new', labelKey: 'self-tests:new', icon: Plus, when: mayAdd, run: () => setEdited('new') },
  ])
  return (
    <Page
      wide
      title={t('title')}
      intro={t('intro')}
      above={<BackLink to="/settings">{t('app:place.settings')}</BackLink>}
      actions={
        mayAdd && (
          <Button look="primary" icon={Plus} onClick={() => setEdited('new')}>
            {t('new')}
          </Button>
        )
      }
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows rows={4} lines={2} />}
      {data?.items.length === 0 && (
        <EmptyState icon={FlaskConical} title={t('empty')}>
          {t(mayAdd ? 'emptyWords' : 'emptyNone')}
        </EmptyState>
      )}
      {data?.items.map((test) => (
        <OneTest key={test.id} test={test} mayManage={data.mayManage} onEdit={() => setEdited(test)} />
      ))}
      <Suspense>
        {edited && data && (
          <TestDialog
            test={edited === 'new' ? null : edited}
            possible={data.possible.filter(usable)}
            testers={data.testers}
            onClose={() => setEdited(null)}
          />
        )}
      </Suspense>
    </Page>
  )
}

const usable = ({ alone, byHand }: Possible) =>
  byHand || (alone !== null && (!alone.needsSender || alone.from.length > 0))

function OneTest({ test, mayManage, onEdit }: { test: SelfTest; mayManage: boolean; onEdit: () => void }) {
  const { t } = useTranslation('self-tests')
  const often = useOften()
  const language = useLanguage()
  const [removing, setRemoving] = useState(false)
  const [isSending, setSending] = useState(false)
  const time = (seconds: number | null) =>
    seconds === null
      ? '–'
      : seconds < 60
        ? t('seconds', { count: seconds })
        : t('hours', { time: formatDuration(seconds * 1000, { language }) })
  async function start(): Promise<void> {
    if (test.byHand) {
      setSending(true)
      return
    }
    await call(selfTestRoutes.start, { params: { id: test.id } }).then(
      () => showNotice({ text: t('started'), tone: 'ok' }),
      tellProblem,
    )
    setTimeout(invalidateRoute, 1_000, queryClient, selfTestRoutes.list)
  }
  async function remove(): Promise<void> {
    await call(selfTestRoutes.remove, { params: { id: test.id } }).catch(tellProblem)
    invalidateRoute(queryClient, selfTestRoutes.list)
  }
  return (
    <Section
      title={test.presence.name}
      intro={
        <span className={styles.line}>
          <ChannelGlyph kind={test.presence.kind} named />
          {test.from && <span>{t('from', { name: test.from.name })}</span>}
          {test.byHand && <span>{t('byHandOf', { name: test.tester?.name ?? '–' })}</span>}
          <span>{t(test.asCase ? 'asCase' : 'wayOnly')}</span>
          <span>{often(String(test.everyMinutes))}</span>
          {test.enabled ? (
            <span>
              {t('next')} <Moment at={test.nextAt} />
            </span>
          ) : (
            <Chip>{t('rests')}</Chip>
          )}
        </span>
      }
      actions={
        mayManage && (
          <>
            <Button icon={test.byHand ? Hand : Play} onClick={() => void start()}>
              {t(test.byHand ? 'showWord' : 'start')}
            </Button>
            <Button onClick={onEdit}>{t('change')}</Button>
            <Button look="quiet" onClick={() => setRemoving(true)}>
              {t('remove')}
            </Button>
          </>
        )
      }
    >
      <dl className={styles.facts}>
        {(test.asCase ? (['taken', 'seen', 'answered'] as const) : (['taken'] as const)).map((step) => (
          <div key={step}>
            <dt>{t(`median.${step}`)}</dt>
            <dd>{time(test.median[step])}</dd>
          </div>
        ))}
        <div>
          <dt>{t('median.runs')}</dt>
          <dd>{test.median.runs}</dd>
        </div>
      </dl>
      {test.runs.length === 0 ? (
        <p className={styles.quiet}>{t('noRuns')}</p>
      ) : (
        <RunsTable
          label={t('runsOf', { name: test.presence.name })}
          isWatched={test.asCase || test.runs.some(({ asCase, caseId }) => asCase && caseId !== null)}
          runs={test.runs}
          timeOf={time}
        />
      )}
      <Suspense>{isSending && <HandDialog test={test} onClose={() => setSending(false)} />}</Suspense>
      <ConfirmDialog
        open={removing}
        title={t('removeTitle')}
        confirmLabel={t('remove')}
        onConfirm={remove}
        onClose={() => setRemoving(false)}
      >
        {t('removeWords')}
      </ConfirmDialog>
    </Section>
  )
}
