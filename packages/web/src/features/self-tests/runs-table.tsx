import type { SelfTestRun } from '@resonanz/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Chip, type ChipTone } from '#ui/chip.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { Moment } from '#ui/relative-time.tsx'

const tones: Record<SelfTestRun['state'], ChipTone> = {
  sending: 'soon',
  sent: 'soon',
  taken: 'soon',
  seen: 'ok',
  answered: 'ok',
  failed: 'bad',
  missing: 'bad',
  shown: 'soon',
  unused: 'neutral',
}

type Props = { label: string; isWatched: boolean; runs: SelfTestRun[]; timeOf: (seconds: number | null) => string }

/** The last runs of one channel; times only, nobody is named. `isWatched`: some became cases that people had to notice. */
export function RunsTable({ label, isWatched, runs, timeOf }: Props) {
  const { t } = useTranslation('self-tests')
  const columns: Column<SelfTestRun>[] = [
    { id: 'at', label: t('column.at'), bare: true, cell: ({ startedAt }) => <Moment at={startedAt} /> },
    {
      id: 'state',
      label: t('column.state'),
      cell: ({ state, errorCode, caseId, asCase }) => (
        <>
          <Chip tone={!asCase && state === 'taken' ? 'ok' : tones[state]}>
            {t(!asCase && state === 'taken' ? 'state.arrived' : `state.${state}`)}
          </Chip>{' '}
          {errorCode && <code>{errorCode}</code>}
          {caseId && (
            <Link to="/cases/$caseId" params={{ caseId }}>
              {t('case')}
            </Link>
          )}
        </>
      ),
    },
    { id: 'taken', label: t('column.taken'), numeric: true, cell: ({ takenAfter }) => timeOf(takenAfter) },
  ]
  const ofPeople: Column<SelfTestRun>[] = [
    { id: 'seen', label: t('column.seen'), numeric: true, cell: ({ seenAfter }) => timeOf(seenAfter) },
    { id: 'answered', label: t('column.answered'), numeric: true, cell: ({ answeredAfter }) => timeOf(answeredAfter) },
  ]
  return (
    <DataTable
      label={label}
      columns={isWatched ? [...columns, ...ofPeople] : columns}
      rows={runs}
      keyOf={({ id }) => id}
    />
  )
}
