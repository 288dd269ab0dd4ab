import type { ServiceHours } from '@resonanz/contracts'
import { Copy, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { useHoursWords } from './hours-words.ts'
import styles from './targets.module.css'
import { isWrong, nextTime, storedEnd, type Time, timesOn, typedEnd, weekdays, withTimes } from './week.ts'

type Props = { week: ServiceHours['week']; locked: boolean; onChange: (week: ServiceHours['week']) => void }

/** A row per day with its times; a day without one is closed. */
export function WeekRows({ week, locked, onChange }: Props) {
  const { t } = useTranslation('targets')
  const { dayName } = useHoursWords()
  const times = (weekday: number) => timesOn({ week }, weekday)
  const set = (days: readonly number[], wanted: Time[]) => onChange(withTimes(week, days, wanted))
  return (
    <div className={styles.week} role="group" aria-label={t('hours.week')}>
      {weekdays.map((weekday) => (
        <div key={weekday} className={styles.day} role="group" aria-label={dayName(weekday)}>
          <b>{dayName(weekday)}</b>
          <div className={styles.times}>
            {times(weekday).length === 0 && <span className={styles.quiet}>{t('hours.closed')}</span>}
            {times(weekday).map((time, index) => (
              <TimeRow
                // Rows have no name of their own: their place in the day is it.
                // oxlint-disable-next-line react/no-array-index-key
                key={`${weekday} ${index}`}
                time={time}
                locked={locked}
                day={dayName(weekday)}
                onChange={(changed) => set([weekday], times(weekday).with(index, changed))}
                onRemove={() => set([weekday], times(weekday).toSpliced(index, 1))}
              />
            ))}
          </div>
          <div className={styles.dayActions}>
            <IconButton
              small
              icon={Plus}
              disabled={locked}
              label={t('hours.addTime', { day: dayName(weekday) })}
              onClick={() => set([weekday], [...times(weekday), nextTime(times(weekday))])}
            />
          </div>
        </div>
      ))}
      <div>
        <Button small look="quiet" icon={Copy} disabled={locked} onClick={() => set([2, 3, 4, 5], times(1))}>
          {t('hours.copyMonday')}
        </Button>
      </div>
    </div>
  )
}

type TimeProps = {
  time: Time
  day: string
  locked: boolean
  onChange: (time: Time) => void
  onRemove: () => void
}

export function TimeRow({ time, day, locked, onChange, onRemove }: TimeProps) {
  const { t } = useTranslation('targets')
  return (
    <div className={styles.time}>
      <TextField
        type="time"
        aria-label={t('hours.from', { day })}
        disabled={locked}
        value={time.from}
        error={isWrong(time)}
        onChange={(event) => onChange({ ...time, from: event.currentTarget.value })}
      />
      <span aria-hidden="true">–</span>
      <TextField
        type="time"
        aria-label={t('hours.to', { day })}
        disabled={locked}
        value={typedEnd(time.to)}
        error={isWrong(time)}
        onChange={(event) => onChange({ ...time, to: storedEnd(event.currentTarget.value) })}
      />
      <IconButton small icon={Trash2} disabled={locked} label={t('hours.removeTime', { day })} onClick={onRemove} />
    </div>
  )
}
