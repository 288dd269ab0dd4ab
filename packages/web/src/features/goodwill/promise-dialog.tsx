import { type Goodwill, goodwillRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { endOfDay, toDayInput, workdayIn } from '#lib/moments.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { GoodwillTrouble } from './goodwill-trouble.tsx'
import { refreshGoodwill } from './refresh.ts'

const inDays = 7

/** Makes a promise to the customer out of a grant: kept, watched and asked after like every other. */
export function PromiseDialog({ item, onClose }: { item: Goodwill; onClose: () => void }) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const [day, setDay] = useState(() => workdayIn(new Date(), inDays))
  const make = useMutation({
    mutationFn: () =>
      call(goodwillRoutes.promise, {
        params: { id: item.id },
        body: { until: endOfDay(day, new Date()).toISOString() },
      }),
    onSuccess: () => {
      refreshGoodwill(item.caseId)
      showNotice({ text: t('done.promised'), tone: 'ok' })
      onClose()
    },
  })
  return (
    <Dialog
      open
      title={t('promiseTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={day === ''} busy={make.isPending} onClick={() => make.mutate()}>
            {t('promise')}
          </Button>
        </>
      }
    >
      {make.error && <GoodwillTrouble error={make.error} />}
      <TextField
        data-autofocus
        type="date"
        label={t('promiseUntil')}
        description={t('promiseHelp')}
        min={toDayInput(new Date())}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
    </Dialog>
  )
}
