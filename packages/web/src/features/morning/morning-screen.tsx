import { type MorningLine, morningRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Mail, Printer } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { tellProblem } from '#lib/change-case.ts'
import { useNow } from '#lib/clock.ts'
import { invalidateRoute, queryClient, read } from '#lib/query.ts'
import { useMay } from '#lib/session.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { CheckField } from '#ui/field.tsx'
import { Page } from '#ui/page.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { EmptyState, ErrorState } from '#ui/states.tsx'
import styles from './morning.module.css'

const MorningMail = lazy(() => import('./morning-mail.tsx').then((file) => ({ default: file.MorningMail })))

/** Serious complaints, one line each: gone through every morning, ticked off, printed where somebody wants paper. */
export function MorningScreen() {
  const { t } = useTranslation('morning')
  const { data, error, refetch } = useQuery(read(morningRoutes.read))
  const [mail, setMail] = useState(false)
  const done = data?.items.filter(({ tickedBy }) => tickedBy !== null).length ?? 0
  return (
    <Page
      wide
      title={t('title')}
      intro={t('intro')}
      actions={
        <>
          <Button icon={Mail} onClick={() => setMail(true)}>
            {t('mail.open')}
          </Button>
          <Button icon={Printer} onClick={() => window.print()}>
            {t('print')}
          </Button>
        </>
      }
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data?.items.length === 0 && <EmptyState title={t('none')}>{t('noneWords')}</EmptyState>}
      {data && data.items.length > 0 && (
        <>
          <p className={styles.count} aria-live="polite">
            {t('done', { done, count: data.items.length })}
          </p>
          <ul className={styles.list}>
            {data.items.map((line) => (
              <Line key={line.caseId} line={line} />
            ))}
          </ul>
        </>
      )}
      {mail && (
        <Suspense>
          <MorningMail onClose={() => setMail(false)} />
        </Suspense>
      )}
    </Page>
  )
}

function Line({ line }: { line: MorningLine }) {
  const { t } = useTranslation('morning')
  const language = useLanguage()
  const now = useNow()
  const may = useMay('case.write')
  const { moved } = line
  const parts = [
    moved.theirs > 0 && t('moved.theirs', { count: moved.theirs }),
    moved.ours > 0 && t('moved.ours', { count: moved.ours }),
    moved.others > 0 && t('moved.others', { count: moved.others }),
  ].filter(Boolean)
  return (
    <li className={styles.line} data-done={line.tickedBy ? true : undefined}>
      <CheckField
        checked={line.tickedBy !== null}
        disabled={!may}
        aria-label={t('tick', { number: line.number })}
        onChange={(event) => void tick(line.caseId, event.currentTarget.checked)}
      />
      <div className={styles.words}>
        <Link to="/cases/$caseId" params={{ caseId: line.caseId }}>
          #{line.number} {line.title}
        </Link>
        <span className={styles.chips}>
          {line.because.map((code) => (
            <Chip key={code} tone={code === 'by-hand' ? 'neutral' : 'soon'}>
              {t(`because.${code}`)}
            </Chip>
          ))}
          {line.isStalled && <Chip tone="bad">{t('stalled')}</Chip>}
        </span>
        <p>{parts.length > 0 ? parts.join(', ') : t('moved.nothing')}</p>
        {line.publicWords && <blockquote>{line.publicWords}</blockquote>}
        <small>
          {line.nextUpdateAt
            ? t('next', { at: formatMoment(new Date(line.nextUpdateAt), now, { language }) })
            : t('nextNone')}
          {' · '}
          {line.owner?.name ?? line.team?.name ?? t('nobody')}
          {line.tickedBy && ` · ${t('tickedBy', { name: line.tickedBy.name })}`}
        </small>
      </div>
    </li>
  )
}

async function tick(caseId: string, isDone: boolean): Promise<void> {
  try {
    await call(morningRoutes.tick, { params: { id: caseId }, body: { isDone } })
  } catch (error) {
    tellProblem(error)
  }
  invalidateRoute(queryClient, morningRoutes.read)
}
