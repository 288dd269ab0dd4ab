import { promiseRoutes } from '@resonanz/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { layDraft } from '#lib/laid-draft.ts'
import { toDayInput, workdayIn } from '#lib/moments.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CheckField, TextField } from '#ui/field.tsx'
import { doPromise, momentOf, type PromiseItem } from './promise-data.ts'
import styles from './promises.module.css'

const inDays = 3
const leastReason = 3

/** Another time, and why. The customer hears of it: a draft is laid ready in the field for answers. */
export function MoveDialog({ item, onClose }: { item: PromiseItem; onClose: () => void }) {
  const { t } = useTranslation(['promises', 'ui'])
  const [day, setDay] = useState(() => workdayIn(new Date(), inDays))
  const [time, setTime] = useState('17:00')
  const [reason, setReason] = useState('')
  const [draft, setDraft] = useState(true)
  const [tried, setTried] = useState(false)
  const missing = reason.trim().length < leastReason
  async function save(): Promise<void> {
    setTried(true)
    if (missing || day === '' || time === '') return
    const body = { dueAt: momentOf(day, time), reason: reason.trim(), draft }
    const moved = await doPromise(item.caseId, t('move.done'), () =>
      call(promiseRoutes.move, { params: { id: item.id }, body }),
    )
    if (!moved) return
    if (moved.draft) layDraft(item.caseId, moved.draft)
    onClose()
  }
  return (
    <Dialog
      open
      title={t('move.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" onClick={() => void save()}>
            {t('move.act')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <div className={styles.pair}>
          <TextField
            data-autofocus
            type="date"
            label={t('add.day')}
            value={day}
            min={toDayInput(new Date())}
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
          label={t('move.reason')}
          description={t('move.reasonHelp')}
          value={reason}
          maxLength={300}
          error={tried && missing && t('missing')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <CheckField
          label={t('move.draft')}
          description={t('move.draftHelp')}
          checked={draft}
          onChange={(event) => setDraft(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  )
}
