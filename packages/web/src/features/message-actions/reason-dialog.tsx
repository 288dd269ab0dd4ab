import type { MessageAction } from '@resonanz/contracts'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tellProblem } from '#lib/change-case.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { TextField } from '#ui/field.tsx'

type Props = { action: MessageAction; onClose: () => void; onAsk: (reason: string) => Promise<void> }

/** Words are taken from the public: why, in the words of who does it. */
export function ReasonDialog({ action, onClose, onAsk }: Props) {
  const { t } = useTranslation(['message-actions', 'ui'])
  const form = useId()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  function submit(event: FormEvent): void {
    event.preventDefault()
    setAsked(true)
    if (reason.trim() === '') return
    setBusy(true)
    onAsk(reason.trim())
      .then(onClose, tellProblem)
      .finally(() => setBusy(false))
  }
  return (
    <Dialog
      open
      title={t(`do.${action}`)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('ui:cancel')}</Button>
          <Button look={action === 'delete' ? 'danger' : 'primary'} type="submit" form={form} busy={busy}>
            {t(`button.${action}`)}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit}>
        <p>{t(`explain.${action}` as 'explain.hide')}</p>
        <TextField
          data-autofocus
          label={t('reason')}
          description={t('reasonHelp')}
          value={reason}
          maxLength={300}
          error={isAsked && reason.trim() === '' && t('reasonMissing')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
