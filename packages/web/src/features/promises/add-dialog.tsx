import { type CaseDetail, PromiseKind, promiseRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { toDayInput, workdayIn } from '#lib/moments.ts'
import { useMembers } from '#lib/people.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { doPromise, momentOf } from './promise-data.ts'
import styles from './promises.module.css'

const usualDays: Record<PromiseKind, number> = {
  next_update: 1,
  refund: 7,
  return_of_originals: 7,
  call_back: 1,
  document: 3,
  other: 7,
}

/** What is promised, until when, and who keeps it. */
export function AddDialog({ detail, onClose }: { detail: CaseDetail; onClose: () => void }) {
  const { t } = useTranslation(['promises', 'ui'])
  const members = useMembers()
  const [kind, setKind] = useState<PromiseKind>('refund')
  const [what, setWhat] = useState('')
  const [text, setText] = useState('')
  const [day, setDay] = useState(() => workdayIn(new Date(), usualDays.refund))
  const [time, setTime] = useState('17:00')
  const [ownerId, setOwnerId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const passed = day !== '' && new Date(`${day}T${time || '23:59'}:00`) <= new Date()
  async function save(): Promise<void> {
    if (day === '' || time === '' || passed) return
    setBusy(true)
    const body = { kind, what: what.trim(), text: text.trim(), dueAt: momentOf(day, time), ownerId }
    const made = await doPromise(detail.id, t('add.done'), () =>
      call(promiseRoutes.add, { params: { id: detail.id }, body }),
    )
    if (made) onClose()
    setBusy(false)
  }
  return (
    <Dialog
      open
      title={t('add.act')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" busy={busy} disabled={day === '' || time === ''} onClick={() => void save()}>
            {t('add.save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <SelectField
          data-autofocus
          label={t('add.kind')}
          data={PromiseKind.options.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          onChange={(value) => {
            const next = (value ?? 'other') as PromiseKind
            setKind(next)
            setDay(workdayIn(new Date(), usualDays[next]))
          }}
        />
        {kind !== 'next_update' && (
          <TextField
            optional
            label={t(`add.what.${kind}`)}
            value={what}
            maxLength={200}
            onChange={(event) => setWhat(event.currentTarget.value)}
          />
        )}
        <div className={styles.pair}>
          <TextField
            type="date"
            label={t('add.day')}
            value={day}
            min={toDayInput(new Date())}
            error={passed && t('add.past')}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
          <TextField
            type="time"
            label={t('add.time')}
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        </div>
        <TextField
          optional
          label={t('add.text')}
          description={t('add.textHelp')}
          value={text}
          maxLength={300}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {kind !== 'next_update' && (
          <SelectField
            label={t('add.owner')}
            data={[
              { value: '', label: t('add.ownerOfCase') },
              ...members
                .filter(({ active, role }) => active && role !== 'reader')
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={ownerId ?? ''}
            onChange={(value) => setOwnerId(value ? String(value) : null)}
          />
        )}
      </div>
    </Dialog>
  )
}
