import { type CaseDetail, type Clock, targetRoutes } from '@resonanz/contracts'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '#lib/clock.ts'
import { read } from '#lib/query.ts'
import { formatMoment } from '#lib/time.ts'
import { useLanguage } from '#lib/use-language.ts'
import { Dialog } from '#ui/dialog.tsx'
import { DueChip } from '#ui/due-chip.tsx'
import { SkeletonText } from '#ui/skeleton.tsx'
import { ErrorState } from '#ui/states.tsx'
import { Tooltip } from '#ui/tooltip.tsx'
import styles from './due-clocks.module.css'

type Props = { detail: CaseDetail & { dueAt: string; dueKind: NonNullable<CaseDetail['dueKind']> } }

/** What is due next; pointed at it tells every clock of the case, pressed it opens them to read. */
export function DueClocks({ detail }: Props) {
  const { t } = useTranslation('cases')
  const [wanted, setWanted] = useState(false)
  const [open, setOpen] = useState(false)
  const help = useId()
  const clocks = useQuery({
    ...read(targetRoutes.clocks, { params: { id: detail.id } }),
    enabled: wanted,
    staleTime: 5_000,
  })
  const lines = useClockLines(clocks.data?.items ?? [])
  const running = lines.filter(({ isOpen }) => isOpen)
  return (
    <>
      <Tooltip
        label={
          running.length === 0
            ? t('clocks.title')
            : running.map(({ id, words }) => (
                <span key={id} className={styles.line}>
                  {words}
                </span>
              ))
        }
      >
        <button
          type="button"
          className={styles.chip}
          aria-describedby={help}
          aria-haspopup="dialog"
          onPointerEnter={() => setWanted(true)}
          onFocus={() => setWanted(true)}
          onClick={() => {
            setWanted(true)
            setOpen(true)
          }}
        >
          <DueChip dueAt={detail.dueAt} kind={detail.dueKind} long />
        </button>
      </Tooltip>
      <span id={help} className="sr-only">
        {running.length === 0 ? t('clocks.show') : running.map(({ words }) => words).join('. ')}
      </span>
      <Dialog open={open} title={t('clocks.title')} onClose={() => setOpen(false)} size={520}>
        {clocks.error && <ErrorState compact error={clocks.error} onRetry={() => void clocks.refetch()} />}
        {clocks.isLoading && <SkeletonText lines={3} />}
        {clocks.data?.items.length === 0 && <p>{t('clocks.none')}</p>}
        <ul className={styles.list}>
          {lines.map(({ id, words, goal, pauses }) => (
            <li key={id}>
              <b>{words}</b>
              {goal && <span>{goal}</span>}
              {pauses && <span>{pauses}</span>}
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}

function useClockLines(clocks: readonly Clock[]) {
  const { t } = useTranslation('cases')
  const language = useLanguage()
  const now = useNow()
  const moment = (at: string) => formatMoment(new Date(at), now, { language })
  return clocks.map((clock) => {
    const what = t(`clocks.kind.${clock.kind}`)
    const pauses = clock.segments.filter((segment) => segment.pausedFor !== null)
    return {
      id: clock.id,
      isOpen: clock.closedAt === null,
      words: wordsOf(clock, what),
      goal: clock.atMostMinutes === null ? null : goalOf(clock),
      pauses:
        pauses.length === 0
          ? null
          : t('clocks.pauses', {
              count: pauses.length,
              times: pauses
                .map(({ from, to }) =>
                  to ? `${moment(from)} – ${moment(to)}` : t('clocks.since', { at: moment(from) }),
                )
                .join('; '),
            }),
    }
  })

  function wordsOf(clock: Clock, what: string): string {
    if (clock.state === 'paused') return t(`clocks.paused.${clock.pauseReason ?? 'customer'}`, { what })
    if (clock.closedAt)
      return t(`clocks.${clock.state as 'met' | 'breached' | 'dropped'}`, { what, at: moment(clock.closedAt) })
    if (!clock.dueAt) return t('clocks.open', { what })
    return t(new Date(clock.dueAt) < now ? 'clocks.late' : 'clocks.due', { what, at: moment(clock.dueAt) })
  }
  function goalOf({ averageMinutes, atMostMinutes, inServiceHours }: Clock): string {
    const hours = (minutes: number) => t('clocks.hours', { hours: formatHours(minutes, language) })
    return t(averageMinutes === null ? 'clocks.goal' : 'clocks.goalBoth', {
      atMost: hours(atMostMinutes ?? 0),
      average: hours(averageMinutes ?? 0),
      counted: t(inServiceHours ? 'clocks.inServiceHours' : 'clocks.inPlainTime'),
    })
  }
}

function formatHours(minutes: number, language: 'de' | 'en'): string {
  const locale = language === 'de' ? 'de-DE' : 'en-GB'
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(minutes / 60)
}
