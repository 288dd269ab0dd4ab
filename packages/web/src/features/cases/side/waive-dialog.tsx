import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'

type Props = { onClose: () => void; onWaive: (reason: string) => Promise<void> }

/** A promise is only dropped with a reason. */
export function WaiveDialog({ onClose, onWaive }: Props) {
  const { t } = useTranslation(['cases', 'ui'])
  const [reason, setReason] = useState('')
  async function waive(): Promise<void> {
    if (!reason.trim()) return
    await onWaive(reason.trim())
    onClose()
  }
  return (
    <Dialog
      open
      title={t('promise.waiveTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look="primary" disabled={!reason.trim()} onClick={() => void waive()}>
            {t('promise.waive')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('promise.reason')}
        description={t('promise.reasonHelp')}
        value={reason}
        maxLength={300}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && void waive()}
      />
    </Dialog>
  )
}
