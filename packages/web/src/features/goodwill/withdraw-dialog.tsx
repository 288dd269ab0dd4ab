import { type Goodwill, goodwillRoutes } from '@resonanz/contracts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#lib/api.ts'
import { showNotice } from '#lib/undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'
import { GoodwillTrouble } from './goodwill-trouble.tsx'
import { refreshGoodwill } from './refresh.ts'

/** Takes a grant or a request back, with a reason; the budget is free again. */
export function WithdrawDialog({ item, onClose }: { item: Goodwill; onClose: () => void }) {
  const { t } = useTranslation(['goodwill', 'ui'])
  const [reason, setReason] = useState('')
  const take = useMutation({
    mutationFn: () => call(goodwillRoutes.withdraw, { params: { id: item.id }, body: { reason: reason.trim() } }),
    onSuccess: () => {
      refreshGoodwill(item.caseId)
      showNotice({ text: t('done.withdrawn'), tone: 'ok' })
      onClose()
    },
  })
  const ready = reason.trim().length >= 3
  return (
    <Dialog
      open
      title={t('withdrawTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={!ready} busy={take.isPending} onClick={() => take.mutate()}>
            {t('withdraw')}
          </Button>
        </>
      }
    >
      {take.error && <GoodwillTrouble error={take.error} />}
      <TextField
        data-autofocus
        label={t('reason')}
        description={t('withdrawHelp')}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && ready && take.mutate()}
      />
    </Dialog>
  )
}
