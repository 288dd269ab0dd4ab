import type { SpecialDay } from '@resonanz/contracts'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#lib/use-language.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import styles from './targets.module.css'
import { nextTime } from './week.ts'
import { TimeRow } from './week-rows.tsx'

type Props = {
  days: SpecialDay[]
  isHouse: boolean
  locked: boolean
  onChange: (days: SpecialDay[]) => void
}

/** Days that are closed or have other hours, once or every year. */
export function SpecialDays({ days, isHouse, locked, onChange }: Props) {
  const { t } = useTranslation('targets')
  const added: SpecialDay = { date: '', yearly: false, name: { de: '', en: '' }, hours: [] }
  return (
    <fieldset className={styles.special}>
      <legend>{t('hours.special')}</legend>
      <p className={styles.quiet}>{t(isHouse ? 'hours.specialHouse' : 'hours.specialPlace')}</p>
      {days.map((day, index) => (
        <DayRow
          // Days have no id: their place in the list is it.
          // oxlint-disable-next-line react/no-array-index-key
          key={`day ${index}`}
          day={day}
          locked={locked}
          onChange={(changed) => onChange(days.with(index, changed))}
          onRemove={() => onChange(days.toSpliced(index, 1))}
        />
      ))}
      <div>
        <Button small icon={Plus} disabled={locked} onClick={() => onChange([...days, added])}>
          {t('hours.addDay')}
        </Button>
      </div>
    </fieldset>
  )
}

type RowProps = { day: SpecialDay; locked: boolean; onChange: (day: SpecialDay) => void; onRemove: () => void }

function DayRow({ day, locked, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('targets')
  const language = useLanguage()
  const name = day.name[language] || t('hours.thisDay')
  return (
    <div className={styles.specialDay} role="group" aria-label={name}>
      <TextField
        type="date"
        label={t('hours.date')}
        disabled={locked}
        value={day.date}
        onChange={(event) => onChange({ ...day, date: event.currentTarget.value })}
      />
      <TextField
        label={t('hours.name')}
        maxLength={80}
        disabled={locked}
        value={day.name[language]}
        onChange={(event) => onChange({ ...day, name: renamed(day.name, language, event.currentTarget.value) })}
      />
      <CheckField
        label={t('hours.yearly')}
        disabled={locked}
        checked={day.yearly}
        onChange={(event) => onChange({ ...day, yearly: event.currentTarget.checked })}
      />
      <CheckField
        label={t('hours.closed')}
        disabled={locked}
        checked={day.hours.length === 0}
        onChange={(event) => onChange({ ...day, hours: event.currentTarget.checked ? [] : [nextTime([])] })}
      />
      <IconButton icon={Trash2} disabled={locked} label={t('hours.removeDay', { name })} onClick={onRemove} />
      {day.hours.map((time, index) => (
        <TimeRow
          // oxlint-disable-next-line react/no-array-index-key
          key={`time ${index}`}
          time={time}
          day={name}
          locked={locked}
          onChange={(changed) => onChange({ ...day, hours: day.hours.with(index, changed) })}
          onRemove={() => onChange({ ...day, hours: day.hours.toSpliced(index, 1) })}
        />
      ))}
    </div>
  )
}

/** Until somebody names the day in the other language too, it is called the same there. */
function renamed(name: SpecialDay['name'], language: 'de' | 'en', to: string): SpecialDay['name'] {
  const other = language === 'de' ? 'en' : 'de'
  return { ...name, [language]: to, [other]: name[other] === name[language] ? to : name[other] }
}
