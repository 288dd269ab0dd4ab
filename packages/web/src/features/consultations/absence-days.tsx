import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { toDayInput } from '#lib/moments.ts'
import { Button, IconButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import styles from './consultations.module.css'
import type { ExpertDraft } from './expert-draft.ts'

type Props = {
  value: ExpertDraft['absences']
  wrong: boolean
  onChange: (absences: ExpertDraft['absences']) => void
}

/** When somebody without an account is away; colleagues enter theirs themselves. */
export function AbsenceDays({ value, wrong, onChange }: Props) {
  const { t } = useTranslation(['consultations', 'ui'])
  const today = toDayInput(new Date())
  const change = (id: number, part: Partial<ExpertDraft['absences'][number]>) =>
    onChange(value.map((one) => (one.id === id ? { ...one, ...part } : one)))
  return (
    <fieldset className={styles.form}>
      <legend className={styles.name}>{t('form.away')}</legend>
      {value.map(({ id, first, last }) => (
        <div key={id} className={styles.absence}>
          <TextField
            type="date"
            label={t('form.awayFrom')}
            value={first}
            error={wrong && first === '' && t('form.missing')}
            onChange={(event) => change(id, { first: event.currentTarget.value })}
          />
          <TextField
            type="date"
            label={t('form.awayTo')}
            value={last}
            min={first}
            error={wrong && (last === '' || last < first) && t('form.missing')}
            onChange={(event) => change(id, { last: event.currentTarget.value })}
          />
          <IconButton
            icon={Trash2}
            label={t('form.awayRemove')}
            onClick={() => onChange(value.filter((one) => one.id !== id))}
          />
        </div>
      ))}
      <div>
        <Button
          small
          icon={Plus}
          onClick={() => onChange([...value, { id: nextId(value), first: today, last: today }])}
        >
          {t('form.awayAdd')}
        </Button>
      </div>
    </fieldset>
  )
}

function nextId(value: ExpertDraft['absences']): number {
  return Math.max(-1, ...value.map(({ id }) => id)) + 1
}
